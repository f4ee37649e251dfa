import type { SignalType } from "@projectionist/contracts";
import type { Collection, Documents } from "@projectionist/stores";

/**
 * One signal of a viewer, for ever known by `userId/eventId`: the history, and what says that an id is taken. `offset`
 * and `retractedAt` are offsets of the viewer's partition; `standing` says that it was not taken back.
 */
export type SignalDocument = Readonly<{
  userId: string;
  eventId: string;
  movieId: string;
  type: SignalType;
  value: number | null;
  occurredAt: number;
  offset: number;
  reviewId?: string;
  standing: boolean;
  retractedAt: number | null;
}>;

/** A signal as the viewer's account with one film holds it. */
export type Entry = Readonly<
  Pick<SignalDocument, "eventId" | "offset" | "type" | "value" | "occurredAt" | "retractedAt" | "reviewId">
>;

/**
 * All that a viewer's signals say about one film, in log order, under `userId/movieId`: one document, so that facts and
 * what follows from them change together. The offsets and the time are of the entries that stand as the viewer's rating,
 * watchlist place and review; a document without them is in none of those lists.
 */
export type ViewerMovieDocument = Readonly<{
  userId: string;
  movieId: string;
  entries: readonly Entry[];
  ratedOffset?: number;
  listedOffset?: number;
  reviewOffset?: number;
  reviewedAt?: number;
}>;

/**
 * What all viewers together say about a film. `ratings[i]` counts the viewers whose last rating is `(i + 1) / 2` stars.
 * `fences` holds, per partition, the offset of the last event that changed this document.
 */
export type MovieDocument = Readonly<{
  movieId: string;
  ratings: readonly number[];
  likes: number;
  views: number;
  fences: Readonly<Record<string, number>>;
  unpublished: boolean;
}>;

/**
 * What remains of an erased viewer, for ever: that nothing of him counts, wherever in the log it stands, and the receipt.
 * `eventId` and `offset` are of the first erasure in the log; what comes behind it is left out.
 */
export type ErasureDocument = Readonly<{
  userId: string;
  eventId: string;
  offset: number;
  occurredAt: number;
  removed: Removed;
}>;

/** What an erasure took away: signals by type, taken back or not, and texts of reviews. */
export type Removed = Readonly<{ signals: Readonly<Partial<Record<SignalType, number>>>; reviewTexts: number }>;

/** How far the projection of a partition has come: everything below `nextOffset` of the topic's `epoch` is in it. */
export type ProgressDocument = Readonly<{ epoch: string; nextOffset: number }>;

/** A review's text, which is never in the log; under its review id. */
export type ReviewDocument = Readonly<{
  userId: string;
  movieId: string;
  eventId: string;
  text: string;
  writtenAt: number;
}>;

export type Collections = Readonly<{
  signals: Collection<SignalDocument>;
  viewerMovies: Collection<ViewerMovieDocument>;
  movies: Collection<MovieDocument>;
  erasures: Collection<ErasureDocument>;
  progress: Collection<ProgressDocument>;
  reviews: Collection<ReviewDocument>;
}>;

/** Opens everything that activity keeps in the document store. Call it once per store. */
export async function openCollections(documents: Documents): Promise<Collections> {
  return {
    signals: await documents.collection<SignalDocument>({
      name: "activity_signals",
      indexes: [["userId", "standing", "offset"]],
    }),
    viewerMovies: await documents.collection<ViewerMovieDocument>({
      name: "activity_viewer_movies",
      indexes: [
        ["userId", "ratedOffset"],
        ["userId", "listedOffset"],
        ["userId", "reviewOffset"],
        ["movieId", "reviewedAt"],
      ],
    }),
    movies: await documents.collection<MovieDocument>({ name: "activity_movies", indexes: [["unpublished"]] }),
    erasures: await documents.collection<ErasureDocument>({
      name: "activity_erasures",
      indexes: [["eventId"]],
    }),
    progress: await documents.collection<ProgressDocument>({ name: "activity_progress" }),
    reviews: await documents.collection<ReviewDocument>({ name: "activity_reviews", unique: [["userId", "movieId"]] }),
  };
}

/** The id of a signal's document: ids hold no slash. */
export function signalKey(userId: string, eventId: string): string {
  return `${userId}/${eventId}`;
}

/** The id of the document of a viewer and a film. */
export function viewerMovieKey(userId: string, movieId: string): string {
  return `${userId}/${movieId}`;
}
