import type { EventLog } from "@projectionist/bus";
import type { ReviewRemoved, SignalRetracted } from "@projectionist/contracts";
import { ProblemError, type Origin } from "@projectionist/service-kit";
import { appendSignals, positionTextOf } from "../ingest/append-signals.ts";
import { partitionOf } from "../ingest/ingest.ts";
import { signalKey, viewerMovieKey, type Collections, type SignalDocument } from "../projection/collections.ts";
import { derivedId } from "./derived-id.ts";
import type { CatchUp } from "./own-history.ts";

export type RetractDeps = Readonly<{
  log: EventLog;
  epoch: string;
  collections: Collections;
  catchUp: CatchUp;
  now: () => number;
}>;

export type Written = Readonly<{ position: string; eventId: string }>;
/** The receipt: the ids of the signals that no longer count, and from which position on they are gone. */
export type TakenBack = Written & Readonly<{ removed: readonly string[] }>;
export type Request = Readonly<{ userId: string; origin: Origin }>;

/** Takes signals back as if they had never been. Taking back once more answers the same. */
export type Retract = Readonly<{
  /** @throws {ProblemError} `signal-not-found` when the viewer has no such signal */
  signal(eventId: string, request: Request): Promise<TakenBack>;
  /** Takes back every rating of the film by the viewer but those of reviews. @throws {ProblemError} `signal-not-found` */
  ratings(movieId: string, request: Request): Promise<TakenBack>;
}>;

type Retraction = ReviewRemoved | SignalRetracted;

export function createRetract({ log, epoch, collections, catchUp, now }: RetractDeps): Retract {
  return {
    async signal(eventId, request) {
      await catchUp(request.userId);
      const stored = await collections.signals.get(signalKey(request.userId, eventId));
      if (!stored) throw new ProblemError("signal-not-found");
      return takeBack([stored.value], request);
    },

    async ratings(movieId, request) {
      const { userId } = request;
      await catchUp(userId);
      const stored = await collections.viewerMovies.get(viewerMovieKey(userId, movieId));
      const ratings = (stored?.value.entries ?? []).filter(({ type }) => type === "rated");
      if (ratings.length === 0) throw new ProblemError("signal-not-found", { detail: "You have not rated this film." });
      return takeBack(
        ratings.map((entry) => ({ ...entry, movieId })),
        request,
      );
    },
  };

  async function takeBack(
    signals: readonly Pick<SignalDocument, "eventId" | "movieId" | "retractedAt" | "reviewId">[],
    { userId, origin }: Request,
  ): Promise<TakenBack> {
    const occurredAt = now();
    const events = signals.map(({ eventId, movieId, reviewId }): Retraction => {
      const fact = { eventId: derivedId("retract", userId, eventId), userId, occurredAt, retractedEventId: eventId };
      return reviewId === undefined
        ? { type: "SignalRetracted", ...fact }
        : { type: "ReviewRemoved", ...fact, movieId, reviewId };
    });
    const partition = partitionOf(userId);
    const places = signals.flatMap(({ retractedAt }) =>
      retractedAt === null ? [] : [{ partition, offset: retractedAt }],
    );
    const open = events.filter((_, index) => signals[index]?.retractedAt === null);
    if (open.length > 0) places.push(...(await appendSignals(log, open, origin)));
    const removed = signals.map(({ eventId }) => eventId);
    return { position: positionTextOf(epoch, places), eventId: events.at(-1)?.eventId ?? "", removed };
  }
}
