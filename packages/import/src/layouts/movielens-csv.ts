import type { Archive, Member } from "../archive/archive.ts";
import { readRatings, rowOf } from "../ratings/read-ratings.ts";
import type { Reject } from "../rejections.ts";
import { readCsv } from "../text/csv.ts";
import { readLines } from "../text/lines.ts";
import { nameByLabel } from "./data-set-name.ts";
import type { DataSet, FilmRow, Layout } from "./data-set.ts";
import { movieLensFilm, movieLensRow } from "./movielens-film.ts";

const format = { separator: ",", header: true } as const;

/** MovieLens latest-small, 20M, 25M and 32M. */
export const movieLensCsv: Layout = {
  name: "MovieLens small, 20M, 25M, 32M",
  needs: ["movies.csv"],
  reads: ["ratings.csv", "links.csv"],
  async open(archive, name): Promise<DataSet> {
    const movies = archive.members.get("movies.csv")!;
    const ratings = archive.members.get("ratings.csv");
    const links = archive.members.get("links.csv");
    return {
      layout: "MovieLens CSV",
      name: name ?? nameByLabel(archive) ?? (await nameBySize(archive, movies)),
      source: "movielens",
      members: [movies, links, ratings].filter((member) => member !== undefined),
      filmsFile: movies,
      films: (reject) => films(movies, links, reject),
      ratings: ratings && {
        file: ratings,
        read: (reject) => readRatings(ratings, format, reject),
        row: (rating) => rowOf(rating, format),
      },
    };
  },
};

/** The sets by their number of films: 9,742, 27,278, 62,423, and 87,585 (32M) or 86,537 with a tag genome (latest). */
async function nameBySize(archive: Archive, movies: Member): Promise<string> {
  let films = 0;
  for await (const { lines } of readLines(movies, "utf8")) films += lines.length;
  if (films < 20_000) return "ml-small";
  if (films < 45_000) return "ml20m";
  if (films < 75_000) return "ml25m";
  return archive.members.has("genome-scores.csv") ? "ml-latest" : "ml32m";
}

async function* films(movies: Member, links: Member | undefined, reject: Reject): AsyncGenerator<FilmRow> {
  const externalIds = links ? await readLinks(links, reject) : new Map<string, ExternalIds>();
  for await (const { line, raw, values } of readCsv(movies, ["movieId", "title", "genres"], reject)) {
    const { movieId, title, genres } = values;
    const film = movieLensFilm(movieId, title, genres.split("|"), externalIds.get(movieId));
    const filmRow = movieLensRow(movies, line, raw, film, reject);
    if (filmRow) yield filmRow;
  }
}

type ExternalIds = Readonly<{ imdb?: string; tmdb?: string }>;

async function readLinks(links: Member, reject: Reject): Promise<Map<string, ExternalIds>> {
  const found = new Map<string, ExternalIds>();
  for await (const { line, raw, values } of readCsv(links, ["movieId", "imdbId", "tmdbId"], reject)) {
    const { movieId, imdbId, tmdbId } = values;
    if (!/^\d*$/.test(imdbId) || !/^\d*$/.test(tmdbId))
      reject({ file: links.name, line, reason: "imdbId and tmdbId are not digits", row: raw });
    else
      found.set(movieId, {
        ...(imdbId === "" ? {} : { imdb: `tt${imdbId.padStart(7, "0")}` }),
        ...(tmdbId === "" ? {} : { tmdb: tmdbId }),
      });
  }
  return found;
}
