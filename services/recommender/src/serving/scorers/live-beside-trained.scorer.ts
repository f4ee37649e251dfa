import { candidateOf } from "../candidate.ts";
import type { Scorer } from "../pipeline.ts";

/** What the live counts weigh beside a trained model: they know what happened since, it knows the rest better. */
const LIVE_SHARE = 0.3;

/** Lets the live counts step back to their share where a trained model speaks; both must be normalised before. */
export const liveBesideTrained: Scorer = (candidates) => {
  if (!candidates.some(({ evidence }) => evidence.some(({ kind }) => kind === "trained"))) return candidates;
  return candidates.map(({ movieId, evidence }) =>
    candidateOf(
      movieId,
      evidence.map((one) => (one.kind === "cooccurrence" ? { ...one, amount: one.amount * LIVE_SHARE } : one)),
    ),
  );
};
