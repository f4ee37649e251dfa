import type { ItemModel } from "../item-model.ts";
import type { Interactions } from "../interactions.ts";
import { createPopularity } from "../statistics/popularity.ts";
import { addAll } from "../statistics/statistic.ts";

/** Everybody gets the films that most had: `score_j = pop_j`. Cost: one pass over the interactions; n numbers. */
export function fitPopularity(train: Interactions): ItemModel {
  return unpersonal(addAll(createPopularity(train.itemCount), train).counts);
}

/** A model that says the same to everybody, whatever the history. */
export function unpersonal(itemScores: ArrayLike<number>): ItemModel {
  return {
    itemCount: itemScores.length,
    score: (_history, scores) => scores.set(itemScores),
    similarTo: (_item, scores) => scores.set(itemScores),
  };
}
