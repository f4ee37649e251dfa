import type { ProblemError } from "@projectionist/service-kit";
import { beforeEach, expect, test } from "vitest";
import { createLoginThrottle, type LoginThrottle } from "./login-throttle.ts";

let time: number;
let throttle: LoginThrottle;
beforeEach(() => {
  time = 1_000_000;
  throttle = createLoginThrottle(() => time);
});

const fail = (account: string, ip: string) => throttle.begin({ account, ip });

/** The seconds to wait before an attempt; 0 when it is admitted (and counted). */
function waitOf(account: string, ip: string): number {
  try {
    fail(account, ip);
    return 0;
  } catch (error) {
    expect(error).toMatchObject({ code: "rate-limited" });
    return Number((error as ProblemError).more.headers?.["retry-after"]);
  }
}

test("after ten failures an account waits, twice as long each time, up to a minute, from whatever address", () => {
  for (let index = 0; index < 10; index++) fail("alice", `10.0.0.${index}`);
  const waits: number[] = [];
  for (let index = 0; index < 8; index++) {
    const wait = waitOf("alice", "10.1.0.1");
    waits.push(wait);
    time += wait * 1000;
    expect(waitOf("alice", "10.1.0.1")).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test("attempts that are refused do not make the wait longer", () => {
  for (let index = 0; index < 10; index++) fail("alice", "10.0.0.1");
  for (let index = 0; index < 100; index++) expect(waitOf("alice", "10.0.0.1")).toBe(1);
});

test("attempts made at once count before they are known to fail", () => {
  const admitted = Array.from({ length: 1_000 }, () => waitOf("alice", "10.0.0.1")).filter((wait) => wait === 0);
  expect(admitted).toHaveLength(10);
});

test("an address that tries many accounts waits, others do not", () => {
  const admitted = Array.from({ length: 1_000 }, (_, index) => waitOf(`user-${index}`, "10.0.0.1")).filter(
    (wait) => wait === 0,
  );
  expect(admitted).toHaveLength(50);
  expect(waitOf("bob", "10.0.0.2")).toBe(0);
});

test("a success forgets the account's failures and does not count for the address", () => {
  for (let index = 0; index < 9; index++) fail("alice", "10.0.0.1");
  fail("alice", "10.0.0.1");
  time += 1_000;
  throttle.begin({ account: "alice", ip: "10.0.0.1" }).succeeded();
  expect(waitOf("alice", "10.0.0.2")).toBe(0);
  for (let index = 0; index < 200; index++) throttle.begin({ account: "bob", ip: "10.0.0.9" }).succeeded();
  expect(waitOf("bob", "10.0.0.9")).toBe(0);
});

test("failures are forgotten after a quarter of an hour", () => {
  for (let index = 0; index < 10; index++) fail("alice", "10.0.0.1");
  expect(waitOf("alice", "10.0.0.1")).toBe(1);
  time += 15 * 60_000;
  for (let index = 0; index < 10; index++) expect(waitOf("alice", "10.0.0.1")).toBe(0);
});
