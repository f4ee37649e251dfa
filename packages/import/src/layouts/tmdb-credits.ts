import type { Member } from "../archive/archive.ts";
import type { Reject } from "../rejections.ts";
import { readCsv } from "../text/csv.ts";
import { itemsIn, textsOf } from "./tmdb-json.ts";

export type Credits = Readonly<{ directors: string[]; cast: string[] }>;

const MOST_DIRECTORS = 20;
const MOST_CAST = 15;

/** Who directed and who played in each film, by the film's id; the cast in the order of billing. */
export async function readCredits(file: Member, reject: Reject): Promise<Map<string, Credits>> {
  const credits = new Map<string, Credits>();
  for await (const { values } of readCsv(file, ["movie_id", "cast", "crew"], reject)) {
    const billing = itemsIn(values.cast).toSorted((a, b) => Number(a["order"] ?? 0) - Number(b["order"] ?? 0));
    const directing = itemsIn(values.crew).filter((item) => item["job"] === "Director");
    credits.set(values.movie_id, {
      directors: textsOf(directing, "name", MOST_DIRECTORS),
      cast: textsOf(billing, "name", MOST_CAST),
    });
  }
  return credits;
}
