import { describe, expect, it } from "vitest";
import { checkModel } from "./check-model.ts";
import { plantedFaults } from "./planted-faults.ts";
import { openEmbeddedStore } from "./tested-store.ts";

const openStore = openEmbeddedStore;
const happens =
  "events recorded again, retractions, retractions recorded again, erasures, zombies, restarts, applications failed between shards, losses of the state's tail, gaps, rebuilds".split(
    ", ",
  );

describe("the projection under random commands", () => {
  it("is at every moment what the oracle says", async () => {
    const { failure, happenings } = await checkModel({ openStore, runs: 600, seed: 20_261_121 });
    expect(failure).toBeUndefined();
    expect(happens.filter((happening) => !(happenings[happening]! >= 40))).toEqual([]);
  }, 120_000);

  it.each(Object.entries(plantedFaults))("is not where %s", async (_, spoil) => {
    const { failure } = await checkModel({ openStore, runs: 300, seed: 7, spoil });
    expect(failure).toContain("Counterexample");
  });

  it("is not where amounts are added without a fence, judged by the amounts alone", async () => {
    const spoil = plantedFaults["amounts are added without asking a fence"]!;
    const { failure } = await checkModel({ openStore, runs: 300, seed: 7, spoil, asControl: true });
    expect(failure).toContain("Counterexample");
  });
});
