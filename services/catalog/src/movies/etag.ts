import type { Movie } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";

/**
 * A film's strong ETag: its version, and the rating that the reply shows, which changes without the version. `if-match`
 * looks at the version only, so that a rating given meanwhile makes no conflict.
 */
export function etagOf({ version, rating }: Pick<Movie, "version" | "rating">): string {
  return rating === null ? `"${version}"` : `"${version}-${rating.count}-${rating.average}"`;
}

/** Whether `if-none-match` names the ETag (weak comparison, as RFC 9110 §13.1.2 wants). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  return tagsOf(ifNoneMatch).some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag);
}

/**
 * Checks `if-match` against the version that the film has; nothing is asked where the header is missing.
 * @throws {ProblemError} `version-conflict`
 */
export function requireMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined) return;
  if (!tagsOf(ifMatch).some((tag) => tag === "*" || versionIn(tag) === version))
    throw new ProblemError("version-conflict");
}

function tagsOf(header: string | undefined): string[] {
  return header?.split(",").map((tag) => tag.trim()) ?? [];
}

function versionIn(tag: string): number | undefined {
  const [, version] = /^"(\d+)(?:-[\d.-]+)?"$/.exec(tag) ?? [];
  return version === undefined ? undefined : Number(version);
}
