import { expect, test } from "vitest";
import { recount } from "./recount.fixture.ts";
import { noFaults, simulate, withoutFences } from "./simulation.fixture.ts";
import { meaningOf, openTestStore } from "./store.fixture.ts";

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

test("documents equal a recount of the log, whoever died, came late, came again or came twice", async () => {
  const faults = noFaults();
  for (const seed of seeds(30)) {
    const store = await openTestStore();
    const partitions = await simulate(seed, store.collections, faults);
    expect(await meaningOf(store.collections), `seed ${seed}`).toEqual(recount(partitions));
    await store.close();
  }
  for (const count of Object.values(faults)) expect(count).toBeGreaterThan(30);
}, 300_000);

test("without the fence of the films the same faults count twice", async () => {
  let wrong = 0;
  for (const seed of seeds(10)) {
    const store = await openTestStore();
    const partitions = await simulate(seed, withoutFences(store.collections), noFaults());
    if (!isEqual(await meaningOf(store.collections), recount(partitions))) wrong++;
    await store.close();
  }
  expect(wrong).toBeGreaterThan(7);
}, 300_000);

function isEqual(found: unknown, wanted: unknown): boolean {
  try {
    expect(found).toEqual(wanted);
    return true;
  } catch {
    return false;
  }
}
