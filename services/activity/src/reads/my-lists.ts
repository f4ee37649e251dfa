import type { SignalType } from "@projectionist/contracts";
import type { Collections, Entry, ViewerMovieDocument } from "../projection/collections.ts";
import { pageOf, type PageOf, type PageRequest } from "./page.ts";

export type HistoryItem = Readonly<{
  eventId: string;
  type: SignalType;
  movieId: string;
  value: number | null;
  occurredAt: string;
}>;
export type RatingItem = Readonly<{ movieId: string; rating: number; ratedAt: string; eventId: string }>;
export type WatchlistItem = Readonly<{ movieId: string; addedAt: string; eventId: string }>;

/** What a viewer signalled and did not take back, latest first. @throws {ProblemError} `malformed-cursor` */
export function historyOf({ signals }: Collections, userId: string, page: PageRequest): Promise<PageOf<HistoryItem>> {
  const sort = { by: "offset", direction: "desc" } as const;
  return pageOf(signals, { where: { userId, standing: true }, sort }, page, (found) =>
    found.map(({ value: { eventId, type, movieId, value, occurredAt } }) => ({
      eventId,
      type,
      movieId,
      value,
      occurredAt: timeText(occurredAt),
    })),
  );
}

/** The films that a viewer has rated or reviewed with a rating, latest first. @throws {ProblemError} `malformed-cursor` */
export function ratingsOf(
  { viewerMovies }: Collections,
  userId: string,
  page: PageRequest,
): Promise<PageOf<RatingItem>> {
  const where = { userId, ratedOffset: { gte: 0 } };
  return pageOf(viewerMovies, { where, sort: { by: "ratedOffset", direction: "desc" } }, page, (found) =>
    found.map(({ value }) => {
      const entry = entryAt(value, value.ratedOffset);
      if (entry?.value == null) return undefined;
      const { eventId, occurredAt } = entry;
      return { movieId: value.movieId, rating: entry.value, ratedAt: timeText(occurredAt), eventId };
    }),
  );
}

/** The films that a viewer means to watch, latest first. @throws {ProblemError} `malformed-cursor` */
export function watchlistOf(
  { viewerMovies }: Collections,
  userId: string,
  page: PageRequest,
): Promise<PageOf<WatchlistItem>> {
  const where = { userId, listedOffset: { gte: 0 } };
  return pageOf(viewerMovies, { where, sort: { by: "listedOffset", direction: "desc" } }, page, (found) =>
    found.map(({ value }) => {
      const entry = entryAt(value, value.listedOffset);
      return entry && { movieId: value.movieId, addedAt: timeText(entry.occurredAt), eventId: entry.eventId };
    }),
  );
}

function entryAt({ entries }: ViewerMovieDocument, offset: number | undefined): Entry | undefined {
  return entries.find((entry) => entry.offset === offset);
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}
