import { startRedis, type Redis } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkModel } from "./check-model.ts";
import { plantedFaults } from "./planted-faults.ts";
import { openTestedRedis, type TestedRedis } from "./tested-redis.ts";

describeWithEngines("the projection on Redis under random commands", () => {
  let redis: Redis;
  let tested: TestedRedis;
  beforeAll(async () => {
    redis = await startRedis();
    tested = await openTestedRedis(redis.url);
  }, 120_000);
  afterAll(async () => {
    await tested.close();
    await redis.remove();
  });

  it("is at every moment what the oracle says", async () => {
    const { failure, happenings } = await checkModel({ openStore: tested.openStore, runs: 200, seed: 20_261_121 });
    expect(failure).toBeUndefined();
    for (const happening of ["erasures", "gaps", "rebuilds"]) expect(happenings[happening]).toBeGreaterThan(5);
  });

  it("is not where a gap is not told", async () => {
    const spoil = plantedFaults["a gap is not told"]!;
    const { failure } = await checkModel({ openStore: tested.openStore, runs: 200, seed: 7, spoil });
    expect(failure).toContain("Counterexample");
  });
});
