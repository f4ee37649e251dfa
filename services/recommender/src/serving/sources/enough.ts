import type { ServingContext } from "../context.ts";
import type { ViewerBaseline } from "../viewer.ts";

/** So many films of one kind of evidence are more than a list shows of it beside others: 90 serve no better (`infra/bench/README.md`, shares). */
export const ENOUGH_OF_A_KIND = 64;

const FEWEST = 5;

/**
 * How much is looked at beside a trained model, which has the say. Without one everything counts: among few viewers what is far
 * back and far down still tells films apart (NDCG@10 .072 with it, .068 without, ml-latest-small).
 */
export type Enough = Readonly<{
  /** Films in all; undefined for all that there are. */
  films: number | undefined;
  /** Of a baseline's `most` neighbours, as many as its share of the greatest weight is worth. */
  neighbours(baseline: ViewerBaseline, most: number): number;
}>;

/** What is enough for this viewer now. */
export function enoughFor({ model, viewer: { baselines } }: ServingContext): Enough {
  if (!model) return { films: undefined, neighbours: (_baseline, most) => most };
  const greatest = Math.max(...baselines.map(({ weight }) => weight));
  return {
    films: ENOUGH_OF_A_KIND,
    neighbours: ({ weight }, most) => Math.max(FEWEST, Math.ceil((weight / greatest) * most)),
  };
}
