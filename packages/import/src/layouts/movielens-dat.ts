import type { Archive, Member } from "../archive/archive.ts";
import { readRatings, rowOf } from "../ratings/read-ratings.ts";
import type { Reject } from "../rejections.ts";
import { encodingOf } from "../text/encoding.ts";
import { readLines } from "../text/lines.ts";
import { nameByLabel } from "./data-set-name.ts";
import type { DataSet, FilmRow, Layout } from "./data-set.ts";
import { DETAILS_FILE, filmDetails } from "./film-details.ts";
import { movieLensFilm, movieLensRow } from "./movielens-film.ts";

const format = { separator: "::", header: false } as const;
const LARGEST_FILM_OF_1M = 3952;

/** MovieLens 1M and 10M. */
export const movieLensDat: Layout = {
  name: "MovieLens 1M, 10M",
  needs: ["movies.dat"],
  reads: ["ratings.dat"],
  async open(archive, name): Promise<DataSet> {
    const movies = archive.members.get("movies.dat")!;
    const ratings = archive.members.get("ratings.dat");
    const details = archive.members.get(DETAILS_FILE);
    return {
      layout: "MovieLens .dat",
      name: name ?? nameByLabel(archive) ?? (await nameByFilms(archive, movies)),
      source: "movielens",
      members: [movies, ratings].filter((member) => member !== undefined),
      filmsFile: movies,
      films: (reject) => films(movies, reject),
      ratings: ratings && {
        file: ratings,
        read: (reject) => readRatings(ratings, format, reject),
        row: (rating) => rowOf(rating, format),
      },
      ...(details && { details: (reject) => filmDetails(details, reject) }),
    };
  },
};

/** 10M has tags and films that came after 1M. */
async function nameByFilms(archive: Archive, movies: Member): Promise<string> {
  if (archive.members.has("tags.dat")) return "ml10m";
  for await (const { lines } of readLines(movies, "latin1"))
    if (lines.some((line) => Number(line.split("::", 1)[0]) > LARGEST_FILM_OF_1M)) return "ml10m";
  return "ml1m";
}

async function* films(movies: Member, reject: Reject): AsyncGenerator<FilmRow> {
  for await (const { first, lines } of readLines(movies, await encodingOf(movies))) {
    for (const [index, row] of lines.entries()) {
      if (row === "") continue;
      const [id, title, genres, ...more] = row.split("::");
      const film =
        id === undefined || title === undefined || genres === undefined || more.length > 0
          ? "has not 3 fields"
          : movieLensFilm(id, title, genres.split("|"));
      const filmRow = movieLensRow(movies, first + index, row, film, reject);
      if (filmRow) yield filmRow;
    }
  }
}
