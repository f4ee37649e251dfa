import { filmsIn, ImportError, openDataSet, type FilmOfDataSet, type OpenDataSet } from "@projectionist/import";
import { interactionsOf } from "@projectionist/recsys";
import type { EvaluationData, FilmFacts } from "./evaluation-data.ts";
import { matchFilms } from "./match-films.ts";

export type ReadOptions = Readonly<{
  path: string;
  /** A data set with descriptions and keywords of films, such as TMDB 5000. */
  contentPath?: string | undefined;
  /** Told now and then how many ratings have been read. */
  onProgress(ratings: number): void;
}>;

type Row = Readonly<{ film: number; stars: number; time: number; line: number; fold: number }>;

/**
 * Reads a data set of ratings. Films without a rating are left out; a viewer's ratings of the same time keep the file's order.
 * @throws {ImportError} when it cannot be read or has no ratings
 */
export async function readData({ path, contentPath, onProgress }: ReadOptions): Promise<EvaluationData> {
  const dataSet = await openDataSet(path);
  try {
    let rejected = 0;
    const reject = () => void rejected++;
    const rowsOf = await readRows(dataSet, reject, onProgress);
    const known = await filmsOf(dataSet, reject);
    const told = contentPath === undefined ? [] : await filmsIn(contentPath, reject);
    const rated = new Set([...rowsOf.values()].flatMap((rows) => rows.map(({ film }) => film)));
    const filmIds = [...rated].toSorted((a, b) => a - b);
    const numbers = new Map(filmIds.map((film, number) => [film, number]));

    const viewers = [...rowsOf].toSorted(([a], [b]) => a - b).map(([, rows]) => rows.toSorted(byTime));
    const interactions = interactionsOf(
      viewers.map((rows) => ({
        items: rows.map(({ film }) => numbers.get(film)!),
        times: rows.map(({ time }) => time),
      })),
      filmIds.length,
    );
    const all = viewers.flat();
    const own = filmIds.map((film) => known.get(String(film)));
    const more = matchFilms(own, told);
    const films = own.map((film, number) => factsOf(film, more[number]));
    return {
      name: dataSet.name,
      interactions,
      stars: Float32Array.from(all, ({ stars }) => stars),
      ...(dataSet.testParts ? { folds: Int8Array.from(all, ({ fold }) => fold) } : {}),
      films,
      described: films.filter(({ description, keywords }) => description !== "" || keywords.length > 0).length,
      rejected,
    };
  } finally {
    await dataSet.close();
  }
}

const byTime = (a: Row, b: Row) => a.time - b.time || a.line - b.line;

/** Each viewer's ratings; a film that he rated more than once has the first time and the last stars. */
async function readRows(dataSet: OpenDataSet, reject: () => void, onProgress: ReadOptions["onProgress"]) {
  if (!dataSet.ratings) throw new ImportError(`${dataSet.layout} has no ratings: give a MovieLens data set.`);
  const folds = await foldsOf(dataSet, reject);
  const rowsOf = new Map<number, Row[]>();
  let read = 0;
  for await (const group of dataSet.ratings.read(reject)) {
    for (const { viewer, film, stars, time, line } of group) {
      const rows = rowsOf.get(viewer) ?? [];
      rowsOf.set(viewer, rows);
      rows.push({ film, stars, time, line, fold: folds.get(`${viewer} ${film}`) ?? 0 });
    }
    onProgress((read += group.length));
  }
  if (read === 0) throw new ImportError(`${dataSet.ratings.file.name} has no rating that could be read.`);
  for (const [viewer, rows] of rowsOf) rowsOf.set(viewer, withoutRepeats(rows));
  return rowsOf;
}

function withoutRepeats(rows: readonly Row[]): Row[] {
  const byFilm = new Map<number, Row>();
  for (const row of rows) {
    const known = byFilm.get(row.film);
    if (!known) byFilm.set(row.film, row);
    else {
      const [first, last] = [known, row].toSorted(byTime) as [Row, Row];
      byFilm.set(row.film, { ...first, stars: last.stars });
    }
  }
  return [...byFilm.values()];
}

async function foldsOf({ testParts = [] }: OpenDataSet, reject: () => void): Promise<ReadonlyMap<string, number>> {
  const folds = new Map<string, number>();
  for (const [fold, part] of testParts.entries())
    for await (const group of part.read(reject))
      for (const { viewer, film } of group) folds.set(`${viewer} ${film}`, fold);
  return folds;
}

async function filmsOf(dataSet: OpenDataSet, reject: () => void): Promise<ReadonlyMap<string, FilmOfDataSet>> {
  const films = new Map<string, FilmOfDataSet>();
  for await (const { film } of dataSet.films(reject)) films.set(film.sourceId, film);
  if (dataSet.details)
    for await (const { film } of dataSet.details(reject)) {
      const { title, year, genres = [] } = films.get(film.sourceId) ?? film;
      films.set(film.sourceId, { ...film, title, year: year ?? null, genres: [...genres] });
    }
  return films;
}

function factsOf(own: FilmOfDataSet | undefined, more: FilmOfDataSet | undefined): FilmFacts {
  const either = <K extends keyof FilmOfDataSet>(field: K) => own?.[field] ?? more?.[field];
  const both = (field: "genres" | "directors" | "cast" | "keywords") => [
    ...new Set([...(own?.[field] ?? []), ...(more?.[field] ?? [])]),
  ];
  return {
    title: either("title") ?? "",
    year: either("year") ?? null,
    genres: both("genres"),
    language: either("language") ?? null,
    directors: both("directors"),
    cast: both("cast"),
    keywords: both("keywords"),
    series: either("series") ?? null,
    description: either("description") ?? "",
  };
}
