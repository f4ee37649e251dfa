import type { Interactions } from "../interactions.ts";
import { itemModelContract } from "../item-model.contract.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { createPopularity } from "../statistics/popularity.ts";
import { addAll } from "../statistics/statistic.ts";
import { createTransitions } from "../statistics/transitions.ts";
import { blend } from "./blend.ts";
import { fitContextKnn } from "./context-knn.ts";
import { fitDirectedItemKnn } from "./directed-item-knn.ts";
import { fitMarkov } from "./markov.ts";
import { fitSequentialRidge } from "./sequential-ridge.ts";

const popularityOf = (train: Interactions) => addAll(createPopularity(train.itemCount), train).counts;
const transitionsOf = (train: Interactions) => addAll(createTransitions(train.itemCount), train);
const directedKnn = (train: Interactions) => fitDirectedItemKnn(transitionsOf(train), popularityOf(train));
const markov = (train: Interactions) => fitMarkov(transitionsOf(train));
const ridge = (train: Interactions) =>
  fitSequentialRidge(transitionsOf(train), popularityOf(train), plainLinearAlgebra, { regularisation: 1 });

itemModelContract({ name: "directed kNN", fit: directedKnn });
itemModelContract({ name: "Markov", fit: markov });
itemModelContract({ name: "sequential ridge", fit: ridge });
itemModelContract({ name: "context kNN", fit: (train) => fitContextKnn(train) });
itemModelContract({
  name: "blend",
  fit: async (train) =>
    blend([
      { model: await ridge(train), weight: 1 },
      { model: fitContextKnn(train), weight: 1 },
      { model: markov(train), weight: 0.5 },
    ]),
});
