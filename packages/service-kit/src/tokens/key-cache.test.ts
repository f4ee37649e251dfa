import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createKeyCache } from "./key-cache.ts";
import { createTestIssuer } from "./tokens.fixture.ts";

const one = createTestIssuer("one").keySet;
const two = createTestIssuer("two").keySet;

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

function open() {
  const state = { asked: 0, answer: one as typeof one | Error };
  const { find, known } = createKeyCache(
    async () => {
      state.asked += 1;
      if (state.answer instanceof Error) throw state.answer;
      return state.answer;
    },
    ({ kid }) => kid,
  );
  return { state, find, known };
}

test("callers at the same time share one question", async () => {
  const { state, find } = open();
  expect(await Promise.all([find("one"), find("one"), find("nobody")])).toEqual(["one", "one", undefined]);
  expect(state.asked).toBe(1);
});

test("unknown ids do not lead to a storm of questions", async () => {
  const { state, find } = open();
  for (let index = 0; index < 1_000; index++) await find(`unknown-${index}`);
  expect(state.asked).toBe(1);
  vi.advanceTimersByTime(30_000);
  for (let index = 0; index < 1_000; index++) await find(`unknown-${index}`);
  expect(state.asked).toBe(2);
});

test("a new key is found once the pause is over", async () => {
  const { state, find } = open();
  await find("one");
  state.answer = { keys: [...one.keys, ...two.keys] };
  expect(await find("two")).toBeUndefined();
  vi.advanceTimersByTime(30_000);
  expect(await find("two")).toBe("two");
});

test("that keys are known is told once they were had, whether or not they can be had again", async () => {
  const { state, known } = open();
  state.answer = new Error("down");
  await expect(known()).rejects.toThrow("down");
  state.answer = one;
  vi.advanceTimersByTime(1_000);
  await known();
  state.answer = new Error("down");
  vi.advanceTimersByTime(600_001);
  await known();
});

test("a key that was withdrawn ends within ten minutes", async () => {
  const { state, find } = open();
  await find("one");
  state.answer = two;
  expect(await find("one")).toBe("one");
  vi.advanceTimersByTime(600_001);
  expect(await find("one")).toBeUndefined();
});

test("while the question fails, known keys stay and the next try comes after a second", async () => {
  const { state, find } = open();
  state.answer = new Error("down");
  await expect(find("one")).rejects.toThrow("down");
  await expect(find("one")).rejects.toThrow("down");
  expect(state.asked).toBe(1);
  vi.advanceTimersByTime(1_000);
  state.answer = one;
  expect(await find("one")).toBe("one");
  vi.advanceTimersByTime(600_001);
  state.answer = new Error("down");
  expect(await find("one")).toBe("one");
});
