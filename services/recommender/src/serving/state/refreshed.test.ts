import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { refreshed } from "./refreshed.ts";

const counted = () => {
  let made = 0;
  return async () => ++made;
};

test("it is made once for those who ask at the same time, and kept", async () => {
  const value = refreshed(counted(), { freshMs: 60_000, usableMs: 60_000 });
  expect(await Promise.all([value(), value(), value()])).toEqual([1, 1, 1]);
  expect(await value()).toBe(1);
});

test("what is no longer fresh is given once more, and the next is made behind it", async () => {
  const value = refreshed(counted(), { freshMs: 0, usableMs: 60_000 });
  expect(await value()).toBe(1);
  expect(await value()).toBe(1);
  await delay(1);
  expect(await value()).toBe(2);
});

test("what is too old is waited for", async () => {
  const value = refreshed(counted(), { freshMs: 0, usableMs: 0 });
  expect([await value(), await value()]).toEqual([1, 2]);
});

test("a failure is told to those who have to wait, and tried again", async () => {
  let isAway = false;
  const make = counted();
  const value = refreshed(async () => (isAway ? Promise.reject(new Error("away")) : make()), {
    freshMs: 0,
    usableMs: 10,
  });
  expect(await value()).toBe(1);
  isAway = true;
  expect(await value()).toBe(1);
  await delay(15);
  await expect(value()).rejects.toThrow("away");
  isAway = false;
  expect(await value()).toBe(2);
});
