import { ImportError } from "../import-error.ts";
import type { Member } from "../archive/archive.ts";
import type { Reject } from "../rejections.ts";
import { readLines } from "../text/lines.ts";
import type { Rating } from "./rating.ts";

export type RatingsFormat = Readonly<{ separator: "," | "\t" | "::"; header: boolean }>;

/** What a row holds, in this order in every data set; a header must say so. */
const COLUMNS = ["userId", "movieId", "rating", "timestamp"] as const;

const EARLIEST_S = Date.UTC(1990, 0, 1) / 1000;
const MAX_AHEAD_S = 300;
const LARGEST_ID = 2 ** 32 - 1;

/**
 * The ratings of a file in its order, streamed in groups; rows that are none go to `reject`. `now` is in milliseconds.
 * @throws {ImportError} when the header names other columns
 */
export async function* readRatings(
  member: Member,
  { separator, header }: RatingsFormat,
  reject: Reject,
  now = Date.now(),
): AsyncGenerator<Rating[]> {
  const latest = now / 1000 + MAX_AHEAD_S;
  for await (const { first, lines } of readLines(member, "utf8")) {
    const ratings: Rating[] = [];
    for (const [index, text] of lines.entries()) {
      const line = first + index;
      const fields = fieldsOf(text, separator);
      if (header && line === 1) checkHeader(member.name, fields);
      else if (text !== "") {
        const rating = ratingOf(fields, line, latest);
        if (typeof rating === "string") reject({ file: member.name, line, reason: rating, row: text });
        else ratings.push(rating);
      }
    }
    yield ratings;
  }
}

/** A rating's row as its file has it, but for quotes. */
export function rowOf({ viewer, film, stars, time }: Rating, { separator }: RatingsFormat): string {
  return [viewer, film, stars, time].join(separator);
}

function fieldsOf(text: string, separator: string): string[] {
  const fields = text.split(separator);
  return text.includes('"') ? fields.map((field) => field.replace(/^"(.*)"$/, "$1")) : fields;
}

function checkHeader(name: string, fields: readonly string[]): void {
  if (COLUMNS.some((column, index) => fields[index]?.trim() !== column))
    throw new ImportError(`${name} begins with "${fields.join(",")}", but its columns must be ${COLUMNS.join(",")}.`);
}

/** The rating in a row's fields, or why there is none. */
function ratingOf(fields: readonly string[], line: number, latest: number): Rating | string {
  if (fields.length !== COLUMNS.length) return `has not ${COLUMNS.length} fields`;
  const [viewer = NaN, film = NaN, stars = NaN, time = NaN] = fields.map(numberOf);
  if (!isId(viewer)) return "viewer is not a whole number above 0";
  if (!isId(film)) return "film is not a whole number above 0";
  if (!(stars >= 0.5 && stars <= 5 && Number.isInteger(stars * 2))) return "rating is not one of 0.5, 1, 1.5 … 5";
  if (!Number.isInteger(time)) return "time is not in whole seconds since 1970";
  if (time < EARLIEST_S) return "time is before 1990";
  if (time > latest) return "time is in the future (it must be in seconds since 1970)";
  return { viewer, film, stars, time, line };
}

function numberOf(text: string): number {
  return text.trim() === "" ? NaN : Number(text);
}

function isId(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= LARGEST_ID;
}
