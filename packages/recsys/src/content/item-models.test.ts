import type { Interactions } from "../interactions.ts";
import { itemModelContract } from "../item-model.contract.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { fitColdItemModel } from "./cold-item-model.ts";
import { coldTransferOptions, contentKernelOptions } from "./cold-models.ts";
import { fitColdTransfer } from "./cold-transfer.ts";
import { filmContent, filmsOfTwoGenres } from "./content-films.fixture.ts";
import { fitContentKernel } from "./content-kernel.ts";
import { contentSimilarity } from "./content-similarity.ts";

/** A genre for each of the contract's two blocks; of what it adds to them nothing is told. */
const filmsOf = ({ itemCount }: Interactions) => [...filmsOfTwoGenres(8), filmContent()].slice(0, itemCount);

itemModelContract({
  name: "content similarity",
  fit: (train) => contentSimilarity(fitContentKernel(filmsOf(train), contentKernelOptions)),
});

itemModelContract({
  name: "cold items by transfer",
  fit: (train) =>
    fitColdItemModel(train, filmsOf(train), plainLinearAlgebra, {
      kernel: contentKernelOptions,
      ridgePerUser: 1,
      carryOver: async ({ weights, likeness, likenessToNew }, algebra) =>
        (await fitColdTransfer(weights, likeness, coldTransferOptions, algebra)).columns(likenessToNew),
    }),
});
