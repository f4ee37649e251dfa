import type { ImportedMovie } from "@projectionist/contracts";
import type { Member } from "../archive/archive.ts";
import { readRatings, rowOf } from "../ratings/read-ratings.ts";
import type { Reject } from "../rejections.ts";
import { encodingOf } from "../text/encoding.ts";
import { readLines } from "../text/lines.ts";
import type { DataSet, FilmRow, Layout, Ratings } from "./data-set.ts";
import { movieLensFilm, movieLensRow } from "./movielens-film.ts";

const format = { separator: "\t", header: false } as const;

/** What the last 19 fields of a row flag, in their order (`u.genre`). */
const flaggedGenres =
  "unknown Action Adventure Animation Children's Comedy Crime Documentary Drama Fantasy Film-Noir Horror Musical Mystery Romance Sci-Fi Thriller War Western".split(
    " ",
  );
/** The test parts of the cross-validation that comes with it. */
const TEST_PARTS = ["u1.test", "u2.test", "u3.test", "u4.test", "u5.test"];
const FIELDS = 5 + flaggedGenres.length;

/** MovieLens 100K, which numbers its films in its own way. */
export const movieLens100K: Layout = {
  name: "MovieLens 100K",
  needs: ["u.item"],
  reads: ["u.data"],
  async open(archive, name): Promise<DataSet> {
    const items = archive.members.get("u.item")!;
    const ratings = archive.members.get("u.data");
    const testParts = TEST_PARTS.map((file) => archive.members.get(file)).filter((member) => member !== undefined);
    return {
      layout: "MovieLens 100K",
      name: name ?? "ml100k",
      source: "ml100k",
      members: [items, ratings].filter((member) => member !== undefined),
      filmsFile: items,
      films: (reject) => films(items, reject),
      ratings: ratings && ratingsOf(ratings),
      ...(testParts.length === TEST_PARTS.length ? { testParts: testParts.map(ratingsOf) } : {}),
    };
  },
};

const ratingsOf = (file: Member): Ratings => ({
  file,
  read: (reject) => readRatings(file, format, reject),
  row: (rating) => rowOf(rating, format),
});

async function* films(items: Member, reject: Reject): AsyncGenerator<FilmRow> {
  for await (const { first, lines } of readLines(items, await encodingOf(items))) {
    for (const [index, row] of lines.entries()) {
      if (row === "") continue;
      const filmRow = movieLensRow(items, first + index, row, filmOf(row.split("|")), reject);
      if (filmRow) yield filmRow;
    }
  }
}

function filmOf(fields: readonly string[]): ImportedMovie | string {
  const [id, title, released] = fields;
  if (fields.length !== FIELDS || id === undefined || title === undefined) return `has not ${FIELDS} fields`;
  if (title === "unknown") return "the data set does not know which film this is";
  const genres = flaggedGenres.filter((genre, flag) => fields[5 + flag] === "1" && genre !== "unknown");
  const film = movieLensFilm(id, title, genres);
  if (typeof film === "string" || film.year !== null) return film;
  const [, year] = /^\d\d-\w{3}-(\d{4})$/.exec(released ?? "") ?? [];
  return { ...film, year: year === undefined ? null : Number(year) };
}
