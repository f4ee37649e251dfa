import type { RankedRow, Reason } from "@projectionist/contracts";
import { firstOf, type Candidate } from "./candidate.ts";
import type { ServingContext } from "./context.ts";
import { rankedOf } from "./explanations/reasons.explanation.ts";
import type { Selector } from "./pipeline.ts";

/** A row before it is known what the rows above it show. */
export type RowPlan = Readonly<{
  id: string;
  title: string;
  reason: Reason | null;
  /** Best first. */
  candidates: Iterable<Candidate>;
  /** Chooses `count` of those that are left. */
  select: (count: number) => Selector;
}>;

const FEWEST = 4;

/** Keeps the order of the scores. */
export const best =
  (count: number): Selector =>
  (candidates) =>
    firstOf(candidates, count);

/**
 * Fills the rows from the top, `limit` films each, no film twice. A row that would have fewer than four films is left
 * out, and its films are free for the rows below.
 */
export function composeRows(plans: readonly RowPlan[], limit: number, context: ServingContext): RankedRow[] {
  const shown = new Set<string>();
  return plans.flatMap(({ id, title, reason, candidates, select }): RankedRow[] => {
    const chosen = select(limit)(without(shown, candidates), context);
    if (chosen.length < Math.min(FEWEST, limit)) return [];
    for (const { movieId } of chosen) shown.add(movieId);
    return [{ id, title, reason, items: chosen.map((candidate) => rankedOf(candidate, context)) }];
  });
}

function* without(shown: ReadonlySet<string>, candidates: Iterable<Candidate>): Generator<Candidate> {
  for (const candidate of candidates) if (!shown.has(candidate.movieId)) yield candidate;
}
