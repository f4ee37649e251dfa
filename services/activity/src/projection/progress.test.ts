import { afterEach, beforeEach, expect, test } from "vitest";
import { checkProgress, createProgress, ForeignProgressError } from "./progress.ts";
import { openTestStore, type TestStore } from "./store.fixture.ts";

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const open = (epoch = "one") => createProgress(store.collections.progress, epoch);

test("never goes back, whoever says so", async () => {
  await open().advance(2, 10);
  await open().advance(2, 4);
  expect(await open().read()).toEqual([0, 0, 10, 0, 0, 0]);
  expect(await open().position()).toEqual({ epoch: "one", offsets: new Map([[2, 9]]) });
});

test("many at once end at the furthest", async () => {
  const progress = [open(), open()];
  await Promise.all(Array.from({ length: 20 }, (_, index) => progress[index % 2]!.advance(0, index + 1)));
  expect((await open().read())[0]).toBe(20);
});

test("a reader is woken by its own process, and sees what another instance stored", async () => {
  const [here, elsewhere] = [open(), open()];
  const waits = [here, elsewhere].map((progress) => progress.waitFor((next) => next[1] === 5, 10_000));
  await here.advance(1, 5);
  expect(await Promise.all(waits)).toEqual([true, true]);
  expect(await here.waitFor((next) => next[1] === 6, 30)).toBe(false);
});

test("documents of another log, or ahead of the log, are told with the cure", async () => {
  await open().advance(0, 10);
  await expect(open("two").read()).rejects.toThrow(ForeignProgressError);
  expect(() => checkProgress([10, 0], [9, 0])).toThrow(/ends at 9.*restore the log/s);
  expect(() => checkProgress([10, 0], [10, 0])).not.toThrow();
});

test("what was noted under a former epoch is taken over, once, and nothing else", async () => {
  await open("former").advance(0, 10);
  await open("former").advance(1, 4);
  await open("one").advance(1, 5);
  await Promise.all([open("one").adopt("former"), open("one").adopt("former")]);
  expect(await open("one").read()).toEqual([10, 5, 0, 0, 0, 0]);
  await open("two").adopt("former");
  await expect(open("two").read()).rejects.toThrow(ForeignProgressError);
});
