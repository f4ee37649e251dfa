import type { Ranked, Reason } from "@projectionist/contracts";
import { groupEvidence, type Candidate, type Evidence } from "../candidate.ts";
import type { ServingContext } from "../context.ts";
import { explainByBaseline } from "./baseline.explanation.ts";
import { explainGenerally } from "./general.explanation.ts";
import { shareOf } from "./share.ts";

const MOST_REASONS = 3;

/** The greatest reasons for a candidate, with their shares of the score, the greatest first. */
export function reasonsOf(candidate: Candidate, context: ServingContext): Reason[] {
  return groupEvidence(candidate)
    .slice(0, MOST_REASONS)
    .map((group) => {
      const [first] = group.evidence as readonly [Evidence];
      const explained =
        group.baseline === null ? explainGenerally(first) : explainByBaseline(candidate.movieId, group, context);
      return { ...explained, contribution: shareOf(group.amount, candidate.score) };
    });
}

/** A candidate as it is answered. */
export function rankedOf(candidate: Candidate, context: ServingContext): Ranked {
  return { movieId: candidate.movieId, score: candidate.score, reasons: reasonsOf(candidate, context) };
}
