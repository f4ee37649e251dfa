import type { Interactions } from "../interactions.ts";
import { explain, type ItemModel } from "../item-model.ts";
import { createPopularity } from "../statistics/popularity.ts";
import { createRecentPopularity } from "../statistics/recent-popularity.ts";
import { addAll } from "../statistics/statistic.ts";

export type TrendOptions = Readonly<{
  /** In seconds, of what counts as recent. */
  halfLife: number;
  /** What the logarithm of recent popularity counts, and what that of all popularity, which is negative as a rule. */
  recent: number;
  overall: number;
  /** Is added to the popularity before its logarithm: films that few had gain no more than those that this many had. */
  floor: number;
}>;

/**
 * A model of probabilities, such as EASE, with what is on the rise at the end of the interactions:
 *
 *     score_j = model_j + recent · log(1 + r_j) + overall · log(floor + pop_j),   r_j = Σ 2^((t − newest) / halfLife)
 *
 * With `recent` above 0 and `overall` below, a film gains by being had more of late than before. Films are alike as in the
 * model. In the contributions the trend, which belongs to no film of the history, is shared out evenly. Cost: the model's,
 * and one pass over the interactions.
 */
export function withTrend(
  model: ItemModel,
  train: Interactions,
  { halfLife, recent, overall, floor }: TrendOptions,
): ItemModel {
  const { itemCount } = train;
  const popularity = addAll(createPopularity(itemCount), train).counts;
  const newest = train.times.reduce((latest, time) => Math.max(latest, time), -Infinity);
  const rising = addAll(createRecentPopularity(itemCount, halfLife), train).at(newest);
  const trend = Float32Array.from(rising, (now, item) => {
    return recent * Math.log1p(now) + overall * Math.log(floor + popularity[item]!);
  });
  const explainAll = (history: ArrayLike<number>, items: ArrayLike<number>): Float32Array => {
    const even = Float32Array.from(items, (item) => trend[item]! / history.length);
    const own = explain(model, history, items) ?? new Float32Array(history.length * items.length);
    return own.map((part, i) => part + even[i % items.length]!);
  };
  return {
    itemCount,
    score(history, scores) {
      model.score(history, scores);
      for (let item = 0; item < itemCount; item++) scores[item]! += trend[item]!;
    },
    similarTo: (item, scores) => model.similarTo(item, scores),
    explain: explainAll,
    contributions: (history, item) => explainAll(history, [item]),
  };
}
