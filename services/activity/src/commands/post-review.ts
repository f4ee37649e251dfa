import { randomUUIDv7 } from "node:crypto";
import type { EventLog } from "@projectionist/bus";
import type { ReviewPosted } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import { DuplicateKeyError, VersionConflictError, type Stored } from "@projectionist/stores";
import { appendSignals, positionTextOf } from "../ingest/append-signals.ts";
import { partitionOf } from "../ingest/ingest.ts";
import type { KnownMovies } from "../ingest/known-movies.ts";
import type { SignalMetrics } from "../ingest/signal-metrics.ts";
import { signalKey, viewerMovieKey, type Collections, type ReviewDocument } from "../projection/collections.ts";
import { refuseErased } from "./erased-viewers.ts";
import type { CatchUp } from "./own-history.ts";
import type { Request, Written } from "./retract.ts";

/** Far longer than an append takes: a text so old whose event is not in the log was left by a crash. */
const ABANDONED_AFTER_MS = 60_000;

export type PostReviewDeps = Readonly<{
  log: EventLog;
  epoch: string;
  collections: Collections;
  movies: KnownMovies;
  metrics: SignalMetrics;
  catchUp: CatchUp;
  now: () => number;
}>;

export type ReviewInput = Readonly<{ text: string; rating?: number; eventId?: string }>;

/**
 * Stores a review's text, then appends the event that names it; the review shows once the projection has seen the event.
 * The same event id again answers the same.
 * @throws {ProblemError} `movie-not-found`, `review-exists`, `validation-failed`, `token-invalid` when the viewer was
 * erased, or as `appendSignals`
 */
export type PostReview = (
  movieId: string,
  input: ReviewInput,
  request: Request,
) => Promise<Written & Readonly<{ reviewId: string }>>;

export function createPostReview(deps: PostReviewDeps): PostReview {
  const { log, epoch, collections, movies, metrics, catchUp, now } = deps;

  return async (movieId, { text, rating = null, eventId = randomUUIDv7() }, { userId, origin }) => {
    if (text.trim() === "") throw faultOf("/text", "must not be blank: write something");
    const missing = await movies.missing([movieId]);
    if (missing.size > 0) throw new ProblemError("movie-not-found");
    await catchUp(userId);

    const known = await collections.signals.get(signalKey(userId, eventId));
    if (known) {
      const { reviewId, offset } = known.value;
      if (reviewId === undefined || known.value.movieId !== movieId)
        throw faultOf("/eventId", "was used for another signal: choose another, or leave it out");
      return { position: positionTextOf(epoch, [{ partition: partitionOf(userId), offset }]), eventId, reviewId };
    }
    const own = await collections.viewerMovies.get(viewerMovieKey(userId, movieId));
    if (own?.value.reviewOffset !== undefined) throw new ProblemError("review-exists");

    const occurredAt = now();
    const reviewId = await storeText({ userId, movieId, eventId, text, writtenAt: occurredAt });
    const fact = { eventId, userId, occurredAt, movieId, recommendationId: null };
    const event: ReviewPosted = { type: "ReviewPosted", ...fact, reviewId, rating };
    try {
      // Asked only now: an erasure deletes the texts that were there before it, so that one of the two sees the other.
      await refuseErased(collections.erasures, userId);
      const places = await appendSignals(log, [event], origin);
      metrics.accepted("reviewed");
      return { position: positionTextOf(epoch, places), eventId, reviewId };
    } catch (error) {
      const refused = error instanceof ProblemError && error.code !== "outcome-unknown";
      if (refused) await collections.reviews.delete(reviewId);
      throw error;
    }
  };

  /** Answers the review's id. The unique key (viewer, film) lets one of several at once through. */
  async function storeText(review: ReviewDocument): Promise<string> {
    const { reviews } = collections;
    const reviewId = randomUUIDv7();
    try {
      await reviews.put(reviewId, review, { expectedVersion: "absent" });
      return reviewId;
    } catch (error) {
      if (!(error instanceof DuplicateKeyError)) throw error;
    }
    const other = await textOf(review);
    if (!other) return storeText(review);
    const again = other.value.eventId === review.eventId;
    if (!again && review.writtenAt - other.value.writtenAt < ABANDONED_AFTER_MS)
      throw new ProblemError("review-exists");
    try {
      await reviews.put(other.id, review, { expectedVersion: other.version });
      return other.id;
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
      throw new ProblemError("review-exists", {}, { cause: error });
    }
  }

  async function textOf({ userId, movieId }: ReviewDocument): Promise<Stored<ReviewDocument> | undefined> {
    const { items } = await collections.reviews.find({ where: { userId, movieId }, limit: 1 });
    return items[0];
  }
}

function faultOf(path: string, message: string): ProblemError {
  return new ProblemError("validation-failed", { errors: [{ path, message }] });
}
