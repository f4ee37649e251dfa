import { expect, it } from "vitest";
import type { LedgerEntry, StateEntry } from "../signal-state/signal-state.ts";
import { differingShards, digestOf, shownDigest } from "./digest.ts";

const totals = { history: 1, views: 2, likes: 0, ratingCount: 0, ratingHalves: 0 };
const signal: LedgerEntry = {
  eventId: "e1",
  offset: 4,
  movieId: "a",
  type: "rated",
  value: 3.5,
  occurredAt: 17,
  late: false,
  retractedAt: null,
};
const entries: readonly StateEntry[] = [
  { shard: "f0", kind: "pair", movieId: "a", next: "b", amount: 3 },
  { shard: "f0", kind: "totals", movieId: "a", totals },
  { shard: "f1", kind: "trending", movieId: "a", window: "1h", bucket: 7, amount: 1 },
  { shard: "v0", kind: "ledger", userId: "u", entries: [signal, { ...signal, eventId: "e2", offset: 5 }] },
];

async function* each(some: readonly StateEntry[]) {
  yield* some;
}
const digest = (some: readonly StateEntry[]) => digestOf(each(some));

it("does not depend on the order, nor on what is 0", async () => {
  const none = { history: 0, views: 0, likes: 0, ratingCount: 0, ratingHalves: 0 };
  const zeros: StateEntry[] = [
    { shard: "f0", kind: "pair", movieId: "x", next: "y", amount: 0 },
    { shard: "f2", kind: "totals", movieId: "x", totals: none },
    { shard: "v1", kind: "ledger", userId: "x", entries: [] },
  ];
  const one = await digest(entries);
  const other = await digest([...zeros, ...entries.toReversed()]);
  expect(other).toEqual(one);
  expect(shownDigest(other)).toBe(shownDigest(one));
  expect([...one.keys()]).toEqual(["f0", "f1", "v0"]);
});

it.each<[string, StateEntry]>([
  ["an amount", { shard: "f0", kind: "pair", movieId: "a", next: "b", amount: 4 }],
  ["a name", { shard: "f0", kind: "pair", movieId: "a", next: "c", amount: 3 }],
  ["a direction", { shard: "f0", kind: "pair", movieId: "b", next: "a", amount: 3 }],
])("tells where %s differs", async (_what, changed) => {
  const differing = differingShards(await digest(entries), await digest([changed, ...entries.slice(1)]));
  expect(differing).toEqual(["f0"]);
});

it.each<Partial<LedgerEntry>>([
  { eventId: "e9" },
  { offset: 9 },
  { movieId: "b" },
  { type: "reviewed" },
  { value: 3 },
  { occurredAt: 18 },
  { late: true },
  { retractedAt: 8 },
])("tells ledgers apart by %j", async (change) => {
  const ledger: StateEntry = {
    shard: "v0",
    kind: "ledger",
    userId: "u",
    entries: [signal, { ...signal, eventId: "e2", offset: 5, ...change }],
  };
  expect(differingShards(await digest(entries), await digest([...entries.slice(0, 3), ledger]))).toEqual(["v0"]);
});

it("tells what is missing, and the same amount elsewhere", async () => {
  const all = await digest(entries);
  expect(differingShards(all, await digest(entries.slice(1)))).toEqual(["f0"]);
  expect(differingShards(all, await digest(entries.slice(0, 3)))).toEqual(["v0"]);
  const moved: StateEntry = { shard: "f1", kind: "pair", movieId: "a", next: "b", amount: 3 };
  expect(differingShards(all, await digest([moved, ...entries.slice(1)]))).toEqual(["f0", "f1"]);
});
