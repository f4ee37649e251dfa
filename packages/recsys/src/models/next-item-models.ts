import type { Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import type { LinearAlgebra } from "../linear-algebra/linear-algebra.ts";
import type { ModelSpec } from "../protocols/protocol.ts";
import { createGram } from "../statistics/gram.ts";
import { createPopularity } from "../statistics/popularity.ts";
import { addAll } from "../statistics/statistic.ts";
import { createTransitions } from "../statistics/transitions.ts";
import { blend } from "./blend.ts";
import { fitContextKnn } from "./context-knn.ts";
import { fitDirectedItemKnn } from "./directed-item-knn.ts";
import { fitEase } from "./ease.ts";
import { fitMarkov } from "./markov.ts";
import { unpersonal } from "./popularity.ts";
import { rowSums } from "./row-sums.ts";
import { fitSequentialRidge } from "./sequential-ridge.ts";

const popularityOf = (train: Interactions) => addAll(createPopularity(train.itemCount), train).counts;
const transitionsOf = (train: Interactions) => addAll(createTransitions(train.itemCount), train);

/**
 * The head for what comes next. All weights and constants were chosen on the validation part of ML-1M leave-last-out (the
 * second to last film of every user), none on a test part, and are used as they are everywhere else.
 */
export const nextItemModels: readonly ModelSpec[] = [
  {
    name: "directed-knn",
    summary: "directed kNN: T.7 / (pop_i^.5 pop_j^.3), history .8^age",
    fit: async (train) => fitDirectedItemKnn(transitionsOf(train), popularityOf(train)),
  },
  {
    name: "markov",
    summary: "Markov chain of order 1, log counts, backed off to nearby films",
    fit: async (train) => fitMarkov(transitionsOf(train)),
  },
  {
    name: "sequential-ridge",
    summary: "sequential ridge: scales 0, .7, .95, target decay .6, ridge 300",
    fit: (train, { algebra }) => fitSequentialRidge(transitionsOf(train), popularityOf(train), algebra),
  },
  {
    name: "ease-recent",
    summary: "EASE: ridge 500, history .9^age",
    fit: (train, { algebra }) => easeOf(train, algebra, 0.9),
  },
  {
    name: "context-knn",
    summary: "context kNN: the latest 30 films, .8^age, against all places, .9^distance, likeness³",
    fit: async (train) => fitContextKnn(train),
  },
  {
    name: "next-item-counts",
    summary: "z-scores: sequential ridge 1, EASE.9 .45, EASE.99 .1, Markov 1.2, log popularity -.2",
    fit: async (train, { algebra }) => {
      const { ridge, ease9, ease99, markov, popularity } = await countModels(train, algebra);
      return blend([
        { model: ridge, weight: 1 },
        { model: ease9, weight: 0.45 },
        { model: ease99, weight: 0.1 },
        { model: markov, weight: 1.2 },
        { model: popularity, weight: -0.2 },
      ]);
    },
  },
  {
    name: "next-item",
    summary: "z-scores: context kNN 1, sequential ridge .4, EASE.9 .25, EASE.99 .2, Markov .4, log popularity -.5",
    fit: async (train, { algebra }) => {
      const { ridge, ease9, ease99, markov, popularity } = await countModels(train, algebra);
      return blend([
        { model: fitContextKnn(train), weight: 1 },
        { model: ridge, weight: 0.4 },
        { model: ease9, weight: 0.25 },
        { model: ease99, weight: 0.2 },
        { model: markov, weight: 0.4 },
        { model: popularity, weight: -0.5 },
      ]);
    },
  },
];

function easeOf(train: Interactions, algebra: LinearAlgebra, decay: number) {
  return fitEase(addAll(createGram(train.itemCount, { exponent: 0 }), train), algebra, { ridge: 500, decay });
}

/** What the blends are made of; EASE once, for both its decays. */
async function countModels(train: Interactions, algebra: LinearAlgebra): Promise<Parts> {
  const [transitions, popularity] = [transitionsOf(train), popularityOf(train)];
  const ease9 = await easeOf(train, algebra, 0.9);
  return {
    ridge: await fitSequentialRidge(transitions, popularity, algebra),
    ease9,
    ease99: rowSums(ease9.layers.map(({ weights }) => ({ weights, decay: 0.99 }))),
    markov: fitMarkov(transitions),
    popularity: unpersonal(popularity.map(Math.log1p)),
  };
}

type Parts = Readonly<Record<"ridge" | "ease9" | "ease99" | "markov" | "popularity", ItemModel>>;
