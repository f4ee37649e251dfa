import type { MovieFacts } from "@projectionist/contracts";
import { openArchive } from "../../../packages/import/src/archive/archive.ts";
import type { FilmRow } from "../../../packages/import/src/layouts/data-set.ts";
import { detectDataSet } from "../../../packages/import/src/layouts/detect.ts";
import type { Rating } from "../../../packages/import/src/ratings/rating.ts";
import { createCatalogCopy, type Catalog } from "../../../services/recommender/src/catalog-copy/catalog-copy.ts";
import type { LoggedSignal } from "../../../services/recommender/src/projector/project-events.ts";

/** A data set as the recommender meets it: its films, and its ratings as signals in the order of time. */
export type History = Readonly<{ name: string; catalog: Catalog; filmCount: number; log: readonly LoggedSignal[] }>;

const unknown: Omit<MovieFacts, "title" | "year" | "genres"> = {
  originalTitle: null,
  runtime: null,
  language: null,
  countries: [],
  directors: [],
  cast: [],
  keywords: [],
  series: null,
  seriesOrder: null,
  description: null,
};

/**
 * Reads a data set that `projectionist import` understands, a zip or a folder. Ratings of one second stand in the order
 * of viewer and film, as the import records them. All are appended long after they occurred, as imported ones are.
 */
export async function readHistory(path: string): Promise<History> {
  const archive = await openArchive(path);
  try {
    const dataSet = await detectDataSet(archive, undefined);
    const rows: FilmRow[] = [];
    for await (const row of dataSet.films(() => {})) rows.push(row);
    const ratings: Rating[] = [];
    for await (const group of dataSet.ratings?.read(() => {}) ?? []) ratings.push(...group);
    if (ratings.length === 0) throw new Error(`${path} has no ratings: give a data set of MovieLens`);
    return { name: dataSet.name, catalog: catalogOf(rows), filmCount: rows.length, log: logOf(ratings) };
  } finally {
    await archive.close();
  }
}

function catalogOf(rows: readonly FilmRow[]): Catalog {
  const catalog = createCatalogCopy();
  for (const { film } of rows) {
    const { sourceId, title, year = null, genres } = film;
    const facts = { ...unknown, title, year, genres: [...(genres ?? [])] };
    catalog.apply({ type: "MovieUpserted", eventId: sourceId, occurredAt: 0, movieId: sourceId, version: 1, ...facts });
  }
  return catalog;
}

function logOf(ratings: readonly Rating[]): LoggedSignal[] {
  const inTime = ratings.toSorted((a, b) => a.time - b.time || a.viewer - b.viewer || a.film - b.film);
  const appendedAt = (inTime.at(-1)!.time + 30 * 86_400) * 1000;
  return inTime.map(({ viewer, film, stars, time }, offset) => ({
    offset,
    appendedAt,
    event: {
      type: "MovieRated",
      eventId: `${viewer}:${film}:${time}`,
      userId: `ml-u${viewer}`,
      movieId: String(film),
      occurredAt: time * 1000,
      recommendationId: null,
      rating: stars,
    },
  }));
}
