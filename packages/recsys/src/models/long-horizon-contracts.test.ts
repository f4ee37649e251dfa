import { describe } from "vitest";
import type { Interactions } from "../interactions.ts";
import { itemModelContract } from "../item-model.contract.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { createGram } from "../statistics/gram.ts";
import { addAll } from "../statistics/statistic.ts";
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

describe("long-horizon models", () => {
  itemModelContract({ name: "popularity", fit: fitPopularity, personal: false });
  itemModelContract({ name: "recent popularity", fit: (train) => fitRecentPopularity(train, 1e7), personal: false });
  itemModelContract({
    name: "item kNN, cosine",
    fit: (train) => fitItemKnn(counts(train), { similarity: cosine, neighbours: 10 }),
  });
  itemModelContract({
    name: "item kNN, Jaccard",
    fit: (train) => fitItemKnn(counts(train), { similarity: jaccard, neighbours: 10 }),
  });
  itemModelContract({
    name: "item kNN, log-likelihood ratio",
    fit: (train) => fitItemKnn(counts(train), { similarity: logLikelihoodRatio(train.userCount), neighbours: 10 }),
  });
  itemModelContract({
    name: "local ridge",
    fit: (train) =>
      fitLocalRidge(addAll(createGram(train.itemCount), train), { neighbours: 8, ridge: 1, dropout: 0.3 }),
  });
  itemModelContract({
    name: "user kNN",
    fit: (train) => fitUserKnn(train, { neighbours: 6, rarity: 0.3, sharpness: 2 }),
  });
  itemModelContract({
    name: "user kernel",
    fit: (train) => fitUserKernel(train, plainLinearAlgebra, { sharpness: 4, ridge: 0.5 }),
  });
  itemModelContract({
    name: "iALS",
    fit: (train) => fitIals(train, { dimensions: 4, unobserved: 0.1, ridge: 0.01, sweeps: 8 }),
  });
  itemModelContract({
    name: "item embeddings",
    fit: (train) => fitItemEmbeddings(counts(train), plainLinearAlgebra, { dimensions: 2 }),
  });
  itemModelContract({
    name: "EASE",
    fit: (train) => fitEase(counts(train), plainLinearAlgebra, { ridge: 5 }),
  });
  itemModelContract({
    name: "EASE with trend",
    fit: async (train) =>
      withTrend(await fitEase(counts(train), plainLinearAlgebra, { ridge: 5 }), train, {
        halfLife: 1e6,
        recent: 0.02,
        overall: -0.01,
        floor: 5,
      }),
  });
  itemModelContract({
    name: "DLAE",
    fit: (train) =>
      fitEase(addAll(createGram(train.itemCount), train), plainLinearAlgebra, { ridge: 1, dropout: 0.5, decay: 0.9 }),
  });
});
