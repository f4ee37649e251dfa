import type { ImportedMovie } from "@projectionist/contracts";
import type { Member } from "../archive/archive.ts";
import type { Reject } from "../rejections.ts";
import { readCsv } from "../text/csv.ts";
import type { DataSet, FilmRow, Layout } from "./data-set.ts";
import { readCredits, type Credits } from "./tmdb-credits.ts";
import { namedIn } from "./tmdb-json.ts";

const columns = [
  "id",
  "title",
  "original_title",
  "original_language",
  "genres",
  "keywords",
  "production_countries",
  "release_date",
  "runtime",
  "overview",
] as const;
type Column = (typeof columns)[number];

/** The TMDB 5000 catalog: films only. */
export const tmdb: Layout = {
  name: "TMDB 5000",
  needs: ["tmdb_5000_movies.csv"],
  reads: ["tmdb_5000_credits.csv"],
  async open(archive, name): Promise<DataSet> {
    const movies = archive.members.get("tmdb_5000_movies.csv")!;
    const credits = archive.members.get("tmdb_5000_credits.csv");
    return {
      layout: "TMDB 5000",
      name: name ?? "tmdb5000",
      source: "tmdb",
      members: [movies, credits].filter((member) => member !== undefined),
      filmsFile: movies,
      films: (reject) => films(movies, credits, reject),
      ratings: undefined,
    };
  },
};

async function* films(movies: Member, creditsFile: Member | undefined, reject: Reject): AsyncGenerator<FilmRow> {
  const credits = creditsFile ? await readCredits(creditsFile, reject) : new Map<string, Credits>();
  for await (const { line, raw, values } of readCsv(movies, columns, reject)) {
    const film = filmOf(values, credits.get(values.id));
    if (typeof film === "string") reject({ file: movies.name, line, reason: film, row: raw });
    else yield { line, row: raw, film };
  }
}

/** A film, or why its row holds none. What a row says badly (a runtime of 0, JSON cut short) it does not say at all. */
function filmOf(values: Readonly<Record<Column, string>>, credits: Credits | undefined): ImportedMovie | string {
  const { id, release_date: released, runtime, overview } = values;
  const title = values.title.trim();
  const originalTitle = values.original_title.trim();
  if (!/^\d{1,10}$/.test(id)) return "id is not a whole number";
  if (title === "") return "has no title";
  if (title.length > 300 || originalTitle.length > 300) return "has a title of more than 300 characters";
  const minutes = Math.round(Number(runtime));
  const year = Number(/^\d{4}/.exec(released)?.[0]);
  const countries = namedIn(values.production_countries, "iso_3166_1", 20).filter((code) => /^[A-Z]{2}$/.test(code));
  return {
    sourceId: id,
    title,
    ...(originalTitle === "" || originalTitle === title ? {} : { originalTitle }),
    year: year >= 1870 && year <= 2100 ? year : null,
    genres: namedIn(values.genres, "name", 20),
    ...(minutes >= 1 && minutes <= 6000 ? { runtime: minutes } : {}),
    ...(/^[a-z]{2,3}$/.test(values.original_language) ? { language: values.original_language } : {}),
    countries,
    keywords: namedIn(values.keywords, "name", 50),
    ...(overview.trim() === "" ? {} : { description: overview.trim().slice(0, 5000) }),
    ...credits,
  };
}
