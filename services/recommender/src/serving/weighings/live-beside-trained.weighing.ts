import type { Weighing } from "../pipeline.ts";

/** Lets the live counts step back to `share` (0–1) where a trained model speaks; both must be normalised as well. */
export function liveBesideTrained(share: number): Weighing {
  return (candidates) => {
    const isTrained = candidates.some(({ evidence }) => evidence.some(({ kind }) => kind === "trained"));
    return ({ kind }) => (isTrained && kind === "cooccurrence" ? share : 1);
  };
}
