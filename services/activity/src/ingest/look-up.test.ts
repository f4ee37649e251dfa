import { createLogger, createTrouble } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { signalKey, type Collections } from "../projection/collections.ts";
import { openTestStore, type TestStore } from "../projection/store.fixture.ts";
import type { CheckedSignal } from "./check-signal.ts";
import { createLookUp } from "./look-up.ts";

let store: TestStore;
let time = 0;
beforeEach(async () => {
  time = 0;
  store = await openTestStore();
  const at = { movieId: "alien-1979", type: "liked", value: null, occurredAt: 0, retractedAt: null } as const;
  const known = { ...at, userId: "ann", eventId: "known", offset: 7, standing: true };
  await store.collections.signals.put(signalKey("ann", "known"), known, { expectedVersion: "absent" });
  const erased = { userId: "ben", eventId: "gone", offset: 9, occurredAt: 0, removed: { signals: {}, reviewTexts: 0 } };
  await store.collections.erasures.put("ben", erased, { expectedVersion: "absent" });
});
afterEach(() => store.close());

const trouble = createTrouble(createLogger({ service: "activity", level: "silent" }));
const signal = (userId: string, eventId: string, ownId = true): CheckedSignal => ({
  eventId,
  ownId,
  userId,
  type: "liked",
  movieId: "alien-1979",
  value: null,
  occurredAt: 0,
  recommendationId: null,
});
const signals = [signal("ann", "known"), signal("ann", "new"), signal("ben", "made", false)];
const all = { recorded: new Map([[signalKey("ann", "known"), 7]]), erased: new Set(["ben"]) };
const nothing = { recorded: new Map(), erased: new Set() };

/** The store, which fails in a way while it is told to, and counts what it was asked. */
function openTroubled() {
  const state = { asked: 0, failure: undefined as undefined | (() => Promise<never>) };
  const getMany: Collections["signals"]["getMany"] = (keys) => {
    state.asked++;
    return state.failure ? state.failure() : store.collections.signals.getMany(keys);
  };
  const { erasures } = store.collections;
  const lookUp = createLookUp({ signals: { ...store.collections.signals, getMany }, erasures }, trouble, () => time);
  return { state, lookUp };
}

test("tells what is recorded and who was erased", async () => {
  expect(await openTroubled().lookUp(signals)).toEqual(all);
});

test.each([
  ["fails", () => Promise.reject(new Error("no server"))],
  ["never answers", () => new Promise<never>(() => {})],
])("a store that %s holds nothing up, is left alone for three seconds, and then asked again", async (_, failure) => {
  const { state, lookUp } = openTroubled();
  state.failure = failure;
  expect(await lookUp(signals)).toEqual(nothing);
  time = 2_999;
  expect(await lookUp(signals)).toEqual(nothing);
  expect(state.asked).toBe(1);
  state.failure = undefined;
  time = 3_000;
  expect(await lookUp(signals)).toEqual(all);
});

test("small requests are looked up together while one is, large ones side by side", async () => {
  const { state, lookUp } = openTroubled();
  const large = Array.from({ length: 100 }, () => signal("ann", "known"));
  expect(await Promise.all([signals, signals, signals].map(lookUp))).toEqual([all, all, all]);
  const together = state.asked;
  await Promise.all([large, large, large].map(lookUp));
  expect([together, state.asked - together]).toEqual([1, 3]);
});
