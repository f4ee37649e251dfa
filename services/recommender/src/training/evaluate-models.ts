import { hitRate, ndcg, rankingOf, recall, type ItemModel } from "@projectionist/recsys";
import type { HeldOut } from "./held-out.ts";

/** Means over viewers, by model and metric, and the standard error of the first. */
export type ModelFigures = Readonly<Record<string, Readonly<Record<string, number>>>>;

const K = 10;

/**
 * How well models rank the films that were left out, among all `itemCount` films that the viewer has not had. `next-item` is judged by the
 * first of those alone, any other by all of them.
 */
export function evaluateModels(
  models: ReadonlyMap<string, ItemModel>,
  cases: readonly HeldOut[],
  itemCount: number,
): ModelFigures {
  const figures = [...models].map(([name, model]) => {
    const whole = model.itemCount === itemCount ? model : renumbered(model, firstNumbers(model.itemCount, itemCount));
    return [name, evaluate(whole, cases, name === "next-item")] as const;
  });
  return Object.fromEntries(figures);
}

/** The numbers of a model that knows the first films alone. */
function firstNumbers(known: number, itemCount: number): (number | undefined)[] {
  return Array.from({ length: itemCount }, (_, item) => (item < known ? item : undefined));
}

function evaluate(model: ItemModel, cases: readonly HeldOut[], isNextItem: boolean): Readonly<Record<string, number>> {
  const scores = new Float32Array(model.itemCount);
  const sums = { ndcg: 0, squares: 0, hits: 0, recall: 0 };
  for (const { history, relevant } of cases) {
    model.score(history.items, scores);
    const wanted = isNextItem ? relevant.subarray(0, 1) : relevant;
    const ranking = rankingOf(scores, wanted, history.items);
    const gain = ndcg(ranking, K);
    sums.ndcg += gain;
    sums.squares += gain ** 2;
    sums.hits += hitRate(ranking, K);
    sums.recall += recall(ranking, 2 * K);
  }
  const count = Math.max(1, cases.length);
  const mean = sums.ndcg / count;
  return {
    "ndcg@10": mean,
    "hr@10": sums.hits / count,
    "recall@20": sums.recall / count,
    "ndcg@10 error": Math.sqrt(Math.max(0, sums.squares / count - mean ** 2) / count),
  };
}

/** The model over other film numbers: `numbers` tells, by the new number, the one that it knows a film by, or none. */
export function renumbered(model: ItemModel, numbers: readonly (number | undefined)[]): ItemModel {
  const own = new Float32Array(model.itemCount);
  const score = (fill: () => void, scores: Float32Array) => {
    fill();
    for (const [item, number] of numbers.entries()) scores[item] = number === undefined ? -Infinity : own[number]!;
  };
  const known = (history: ArrayLike<number>) => Array.from(history).flatMap((item) => numbers[item] ?? []);
  return {
    itemCount: numbers.length,
    score: (history, scores) => score(() => model.score(known(history), own), scores),
    similarTo(item, scores) {
      const number = numbers[item];
      score(() => (number === undefined ? own.fill(0) : model.similarTo(number, own)), scores);
    },
  };
}
