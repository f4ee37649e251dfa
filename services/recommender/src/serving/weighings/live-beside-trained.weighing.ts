import type { Weighing } from "../pipeline.ts";

/** What the live counts weigh beside a trained model: they know what happened since, it knows the rest better. */
const LIVE_SHARE = 0.3;

/** Lets the live counts step back to their share where a trained model speaks; both must be normalised as well. */
export const liveBesideTrained: Weighing = (candidates) => {
  const isTrained = candidates.some(({ evidence }) => evidence.some(({ kind }) => kind === "trained"));
  const share = isTrained ? LIVE_SHARE : 1;
  return ({ kind }) => (kind === "cooccurrence" ? share : 1);
};
