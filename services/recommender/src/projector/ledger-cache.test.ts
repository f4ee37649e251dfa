import { expect, it } from "vitest";
import { EvolvingLedger } from "../ledger/evolving-ledger.ts";
import { LedgerCache } from "./ledger-cache.ts";

const owner = {};
const ledger = () => new EvolvingLedger([], 5);

it("keeps a ledger for its owner alone", () => {
  const cache = new LedgerCache(100);
  const mine = ledger();
  cache.put("u", owner, mine);
  expect(cache.get("u", owner)).toBe(mine);
  expect(cache.get("u", {})).toBeUndefined();
  cache.forget("u");
  expect(cache.get("u", owner)).toBeUndefined();
});

it("forgets those that were not used while half of what it may hold came in, and keeps the others", () => {
  const cache = new LedgerCache(400);
  const used = ledger();
  cache.put("used", owner, used);
  cache.put("unused", owner, ledger());
  for (let round = 0; round < 20; round++) {
    for (let n = 0; n < 10; n++) cache.put(`${round}-${n}`, owner, ledger());
    expect(cache.get("used", owner)).toBe(used);
  }
  expect(cache.get("unused", owner)).toBeUndefined();
});

it("makes room for what grows", () => {
  const cache = new LedgerCache(400);
  cache.put("u", owner, ledger());
  cache.grew(200);
  cache.grew(200);
  expect(cache.get("u", owner)).toBeUndefined();
});
