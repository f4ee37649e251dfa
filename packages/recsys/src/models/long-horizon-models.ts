import type { Interactions } from "../interactions.ts";
import type { LinearAlgebra } from "../linear-algebra/linear-algebra.ts";
import type { ModelSpec } from "../protocols/protocol.ts";
import { createGram } from "../statistics/gram.ts";
import { addAll } from "../statistics/statistic.ts";
import { blend } from "./blend.ts";
import { fitEase } from "./ease.ts";
import { fitIals } from "./ials.ts";
import { fitItemEmbeddings } from "./item-embeddings.ts";
import { fitItemKnn } from "./item-knn.ts";
import { fitLocalRidge } from "./local-ridge.ts";
import { fitPopularity } from "./popularity.ts";
import { fitRecentPopularity } from "./recent-popularity.ts";
import { cosine, jaccard, logLikelihoodRatio } from "./similarities.ts";
import { fitUserKernel } from "./user-kernel.ts";
import { fitUserKnn } from "./user-knn.ts";
import { withTrend } from "./with-trend.ts";

const counts = (train: Interactions) => addAll(createGram(train.itemCount, { exponent: 0 }), train);
const weighted = (train: Interactions) => addAll(createGram(train.itemCount), train);

/** The ridge of DLAE on insertion weights: about 8 for ml-latest-small's 400 users, 14 for ML-1M's 4,800. */
export const dlaeRidge = (users: number) => 8 + users / 800;

const dlae = (train: Interactions, algebra: LinearAlgebra) =>
  fitEase(weighted(train), algebra, { ridge: dlaeRidge(train.userCount), dropout: 0.5, popularityExponent: -0.07 });

const userKernel = (train: Interactions, algebra: LinearAlgebra) =>
  fitUserKernel(train, algebra, { sharpness: 4, ridge: 0.5 });

/** Seconds. */
const DAY = 86_400;

/**
 * What recommends for the long run, from a whole history. Ridges grow with the users who were learned from, so that they hold
 * for small and large data alike. Where constants come from: of `ease-trend` and `recent-popularity` from ML-1M's first 90 % by
 * time, split in time at 30 % to 80 %; of iALS, DLAE and the user kernel from the validation users of two splits of strong
 * generalisation on ML-1M, 4 stars and more, DLAE's ridge also on ml-latest-small; the others' are usual ones.
 */
export const longHorizonModels: readonly ModelSpec[] = [
  {
    name: "popularity",
    summary: "what most had",
    fit: async (train) => fitPopularity(train),
  },
  {
    name: "recent-popularity",
    summary: "what most had of late, half-life 7 days",
    fit: async (train) => fitRecentPopularity(train, 7 * DAY),
  },
  {
    name: "item-cosine",
    summary: "item kNN by cosine, 100 neighbours",
    fit: async (train) => fitItemKnn(counts(train), { similarity: cosine, neighbours: 100 }),
  },
  {
    name: "item-jaccard",
    summary: "item kNN by Jaccard, 100 neighbours",
    fit: async (train) => fitItemKnn(counts(train), { similarity: jaccard, neighbours: 100 }),
  },
  {
    name: "item-llr",
    summary: "item kNN by the root of the log-likelihood ratio, 200 neighbours",
    fit: async (train) =>
      fitItemKnn(counts(train), { similarity: logLikelihoodRatio(train.userCount), neighbours: 200 }),
  },
  {
    name: "user-knn",
    summary: "400 nearest users by cosine, squared; films count pop^-0.3",
    fit: async (train) => fitUserKnn(train, { neighbours: 400, rarity: 0.3, sharpness: 2 }),
  },
  {
    name: "ials",
    summary: "iALS, 64 dimensions, unobserved 0.6, ridge 0.003, 6 sweeps",
    fit: async (train) => fitIals(train, { dimensions: 64, unobserved: 0.6, ridge: 0.003, sweeps: 6 }),
  },
  {
    name: "item-embeddings",
    summary: "48 greatest axes of the Gram matrix",
    fit: async (train, { algebra }) => fitItemEmbeddings(counts(train), algebra, { dimensions: 48 }),
  },
  {
    name: "local-ridge",
    summary: "DLAE on each film's 200 nearest by cosine, insertion weights, ridge 8 + 1/800 a user, dropout 0.5",
    fit: async (train) =>
      fitLocalRidge(weighted(train), { neighbours: 200, ridge: dlaeRidge(train.userCount), dropout: 0.5 }),
  },
  {
    name: "ease",
    summary: "EASE on plain counts, ridge 0.125 a user",
    fit: (train, { algebra }) => fitEase(counts(train), algebra, { ridge: 0.125 * train.userCount }),
  },
  {
    name: "dlae",
    summary: "DLAE on insertion weights, ridge 8 + 1/800 a user, dropout 0.5, scores times popularity^-0.07",
    fit: (train, { algebra }) => dlae(train, algebra),
  },
  {
    name: "user-kernel",
    summary: "kernel ridge regression over users, exp(4·(cosine − 1)), ridge 0.5",
    fit: (train, { algebra }) => userKernel(train, algebra),
  },
  {
    name: "dlae-user-kernel",
    summary: "z-scores of dlae and 0.6 of those of user-kernel",
    fit: async (train, { algebra }) =>
      blend([
        { model: await dlae(train, algebra), weight: 1 },
        { model: await userKernel(train, algebra), weight: 0.6 },
      ]),
  },
  {
    name: "ease-trend",
    summary: "EASE and 1.5·log(1 + recent popularity, half-life 7 days) − 0.6·log(5 + popularity)",
    fit: async (train, { algebra }) =>
      withTrend(await fitEase(counts(train), algebra, { ridge: 0.125 * train.userCount }), train, {
        halfLife: 7 * DAY,
        recent: 1.5,
        overall: -0.6,
        floor: 5,
      }),
  },
];
