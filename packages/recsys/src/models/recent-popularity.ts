import type { ItemModel } from "../item-model.ts";
import type { Interactions } from "../interactions.ts";
import { createRecentPopularity } from "../statistics/recent-popularity.ts";
import { addAll } from "../statistics/statistic.ts";
import { unpersonal } from "./popularity.ts";

/**
 * The films that most had of late: `score_j = log(1 + Σ 2^((t − newest) / halfLife))`, `halfLife` in seconds. As a
 * logarithm, so that it blends with scores of probabilities. Cost: one pass over the interactions; n numbers.
 */
export function fitRecentPopularity(train: Interactions, halfLife: number): ItemModel {
  const recent = addAll(createRecentPopularity(train.itemCount, halfLife), train);
  const newest = train.times.reduce((latest, time) => Math.max(latest, time), -Infinity);
  return unpersonal(recent.at(newest).map(Math.log1p));
}
