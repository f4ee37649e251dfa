import { recordOf, type MovieRemoved, type MovieUpserted } from "@projectionist/contracts";
import type { RecordHeaders } from "@projectionist/service-kit";
import type { WriteOutcome } from "@projectionist/stores";
import { randomUUIDv7 } from "node:crypto";
import type { MovieIndex } from "../index/movie-index.ts";
import type { MovieCollection, MovieDocument } from "./movie-document.ts";

/** What writing films needs. `now` answers milliseconds since 1970; `recordHeaders` go with the events that announce it. */
export type Catalog = Readonly<{
  movies: MovieCollection;
  index: MovieIndex;
  now: () => number;
  recordHeaders?: RecordHeaders;
}>;

/** A film as it is to be, over the version that was read; 0 when there was none. */
export type MovieWrite = Readonly<{ id: string; over: number; document: MovieDocument }>;

/**
 * Writes films, each with the event that announces it, in one round trip; the outcomes are in the order of the writes.
 * What was written is in this instance's index at once. A film gets the version after the one it was read with, which
 * the event and the document then share; one that was changed in between is a conflict.
 */
export async function writeMovies(
  { movies, index, now, recordHeaders }: Catalog,
  writes: readonly MovieWrite[],
): Promise<WriteOutcome[]> {
  const outcomes = await movies.putMany(
    writes.map(({ id, over, document }) => ({
      id,
      value: document,
      expectedVersion: over === 0 ? ("absent" as const) : over,
      events: [recordOf(eventOf(id, over + 1, document, now()), recordHeaders)],
    })),
  );
  for (const [position, { id, over, document }] of writes.entries()) {
    if (outcomes[position]?.outcome === "written") applyDocument(index, id, over + 1, document);
  }
  return outcomes;
}

/** Takes a stored film into the index, or out of it. */
export function applyDocument(index: MovieIndex, id: string, version: number, document: MovieDocument): void {
  const { facts, posterUrl = null } = document;
  if (facts) index.upsert(id, version, facts, posterUrl);
  else index.remove(id, version);
}

function eventOf(
  movieId: string,
  version: number,
  { facts }: MovieDocument,
  occurredAt: number,
): MovieUpserted | MovieRemoved {
  const base = { eventId: randomUUIDv7(), occurredAt, movieId, version };
  return facts ? { type: "MovieUpserted", ...base, ...facts } : { type: "MovieRemoved", ...base };
}
