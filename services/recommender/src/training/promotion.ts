import type { ModelFigures } from "./evaluate-models.ts";

/** A model may be so much worse than the one in use, as a share of that one's NDCG@10, before it is held back. */
export const MARGIN = 0.05;

/**
 * Why a model is not to be promoted: for one of its parts the NDCG@10 is below that of the model in use by more than
 * {@link MARGIN} and a standard error, on the same signals. Undefined where it may be. Parts that only one of them has are not
 * compared.
 */
export function whyHeldBack(candidate: ModelFigures, inUse: ModelFigures): string | undefined {
  for (const [name, { "ndcg@10": ndcg = 0, "ndcg@10 error": error = 0 }] of Object.entries(candidate)) {
    const former = inUse[name]?.["ndcg@10"];
    if (former === undefined || ndcg + error >= former * (1 - MARGIN)) continue;
    return `${name}: NDCG@10 ${ndcg.toFixed(4)}, and ${former.toFixed(4)} of the model in use`;
  }
  return undefined;
}
