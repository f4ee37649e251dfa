import { slugOf } from "@projectionist/contracts";
import { randomUUIDv7 } from "node:crypto";

const MAX_SLUG = 100;

/** A readable id for a film, `alien-1979`; where the titles have no letter that a slug keeps, a UUIDv7. */
export function movieIdOf(title: string, originalTitle: string | null, year: number | null): string {
  const slug = slugOf(title) || slugOf(originalTitle ?? "") || `film-${randomUUIDv7()}`;
  return [slug.slice(0, MAX_SLUG), ...(year === null ? [] : [year])].join("-");
}
