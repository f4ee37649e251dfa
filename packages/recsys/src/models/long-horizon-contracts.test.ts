import { describe } from "vitest";
import { itemModelContract } from "../item-model.contract.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { createGram } from "../statistics/gram.ts";
import { addAll } from "../statistics/statistic.ts";
import { fitEase } from "./ease.ts";
import { fitPopularity } from "./popularity.ts";
import { fitRecentPopularity } from "./recent-popularity.ts";

describe("long-horizon models", () => {
  itemModelContract({ name: "popularity", fit: fitPopularity, personal: false });
  itemModelContract({ name: "recent popularity", fit: (train) => fitRecentPopularity(train, 1e7), personal: false });
  itemModelContract({
    name: "EASE",
    fit: (train) =>
      fitEase(addAll(createGram(train.itemCount, { exponent: 0 }), train), plainLinearAlgebra, { ridge: 5 }),
  });
  itemModelContract({
    name: "DLAE",
    fit: (train) =>
      fitEase(addAll(createGram(train.itemCount), train), plainLinearAlgebra, { ridge: 1, dropout: 0.5, decay: 0.9 }),
  });
});
