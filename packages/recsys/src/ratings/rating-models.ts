import { fitBayesianSvdPlusPlus } from "./bayesian-svd-plus-plus.ts";
import { fitBias } from "./bias.ts";
import { blendRatings } from "./rating-blend.ts";
import type { RatingModelSpec } from "./rating-model.ts";
import { fitResidualEase } from "./residual-ease.ts";
import { fitSvdPlusPlus } from "./svd-plus-plus.ts";

// All constants are tuned on a tenth of the training parts of ML-100K's u1 and of one fifth of ml-latest-small, with one
// setting for both.
const bias = { itemDamping: 3, userDamping: 5, rounds: 5 };
const svdPlusPlus = {
  factors: 40,
  epochs: 40,
  rate: 0.008,
  rateDecay: 0.96,
  biasPenalty: 0.02,
  penalty: 0.12,
  bias,
};
const residualEase = { lambda: 150, stretch: 1.5, bias };
const bayesian = { factors: 16, chains: 2, sweeps: 60, warmUp: 10, every: 3 };

/** The models of ratings that the evaluation compares, from the plainest to the best. */
export const ratingModels: readonly RatingModelSpec[] = [
  {
    name: "bias",
    summary: "Damped film and user bias: 3 and 5 ratings of the mean",
    fit: async (train) => fitBias(train, bias),
  },
  {
    name: "svd-plus-plus",
    summary: "SVD++ by gradient descent: 40 factors, 40 epochs",
    fit: async (train, { random }) => fitSvdPlusPlus(train, svdPlusPlus, random),
  },
  {
    name: "residual-ease",
    summary: "EASE on what the biases leave: λ 150, stretched by 1.5",
    fit: (train, env) => fitResidualEase(train, residualEase, env),
  },
  {
    name: "svd-plus-plus+ease",
    summary: "0.6 SVD++ and 0.4 EASE on what the biases leave",
    fit: async (train, env) =>
      blendRatings([
        { model: fitSvdPlusPlus(train, svdPlusPlus, env.random), weight: 0.6 },
        { model: await fitResidualEase(train, residualEase, env), weight: 0.4 },
      ]),
  },
  {
    name: "bayesian-svd-plus-plus",
    summary: "SVD++ on both sides by Gibbs sampling: 16 factors, 2 chains of 60 sweeps",
    fit: async (train, { random }) => fitBayesianSvdPlusPlus(train, bayesian, random),
  },
  {
    name: "bayesian-svd-plus-plus+ease",
    summary: "0.8 Bayesian SVD++ and 0.2 EASE on what the biases leave",
    fit: async (train, env) =>
      blendRatings([
        { model: fitBayesianSvdPlusPlus(train, bayesian, env.random), weight: 0.8 },
        { model: await fitResidualEase(train, residualEase, env), weight: 0.2 },
      ]),
  },
];
