import { randomUUIDv7 } from "node:crypto";
import type { RankedRow, Reason, RecommendationsServed, Strategy } from "@projectionist/contracts";

/** What every recommending reply says of itself; `model` is the version of the trained model that took part. */
export type Served = Readonly<{ recommendationId: string; strategy: Strategy; model: string | null }>;

export function servedBy({ strategy, model }: Pick<Served, "strategy" | "model">): Served {
  return { recommendationId: randomUUIDv7(), strategy, model };
}

type Shown = Readonly<{
  userId: string;
  surface: string;
  served: Served;
  position: string;
  rows: readonly Pick<RankedRow, "id" | "items">[];
  /** Milliseconds since 1970. */
  now: number;
}>;

/** The fact that rows were shown to a viewer. */
export function recommendationsServed({ userId, surface, served, position, rows, now }: Shown): RecommendationsServed {
  return {
    type: "RecommendationsServed",
    eventId: served.recommendationId,
    userId,
    occurredAt: now,
    ...served,
    surface,
    experimentArm: null,
    position,
    items: rows.flatMap(({ id: row, items }) =>
      items.map(({ movieId, score, reasons }) => ({ movieId, row, score, reasons: reasons.map(nameOf) })),
    ),
  };
}

/** Such as `becauseYouLiked:alien-1979`, or `trending`. */
function nameOf({ type, movie }: Reason): string {
  return movie ? `${type}:${movie.id}` : type;
}
