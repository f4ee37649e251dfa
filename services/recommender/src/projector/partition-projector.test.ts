import { describe, expect, it } from "vitest";
import { recount } from "./testing/naive-recount.ts";
import { simulate } from "./testing/simulation.ts";
import type { Faults } from "./testing/simulation.ts";
import { withoutFences } from "./testing/without-fences.ts";

const window = 5;
const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

describe("a projection under faults", () => {
  it("equals a recount of the log, whatever stopped, came twice, came late or was lost", async () => {
    const faults: Faults = { crashes: 0, storeLosses: 0, zombies: 0, gaps: 0 };
    for (const seed of seeds(250)) {
      const outcome = await simulate(seed, window);
      expect(outcome.lines, `seed ${seed}`).toEqual(recount(outcome.log, window));
      for (const fault of Object.keys(faults) as (keyof Faults)[]) faults[fault] += outcome.faults[fault];
    }
    for (const count of Object.values(faults)) expect(count).toBeGreaterThan(100);
  }, 120_000);

  it("does not when fences are not checked: the faults do harm", async () => {
    let wrong = 0;
    for (const seed of seeds(40)) {
      const outcome = await simulate(seed, window, withoutFences);
      const recounted = recount(outcome.log, window);
      if (outcome.lines.join("\n") !== recounted.join("\n")) wrong++;
    }
    expect(wrong).toBeGreaterThan(30);
  });
});
