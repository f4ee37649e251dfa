import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "../projector/testing/until.ts";
import { openSignalState } from "../signal-state/open.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { startLeadership, type Leadership } from "./leadership.ts";

/** Longer than a busy machine stands still. */
const leaseMs = 500;

let folder: string;
let state: SignalState;
const started: Leadership[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "leadership-"));
  state = await openSignalState(`sqlite:${join(folder, "state.db")}`);
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
  await state.close();
  rmSync(folder, { recursive: true });
});

function start(over: Pick<SignalState, "control" | "setControl"> = state): Leadership {
  const work = async (signal: AbortSignal) => {
    if (!signal.aborted) await once(signal, "abort");
  };
  const one = startLeadership({ state: over, name: "x", work, onFailure: () => {}, leaseMs });
  started.push(one);
  return one;
}
const leaders = () => started.filter((one) => one.isLeading()).length;

test("one of many leads, and another one once that has stopped", async () => {
  for (let n = 0; n < 4; n++) start();
  await until("one leads", () => leaders() === 1);
  await new Promise((resolve) => setTimeout(resolve, 3 * leaseMs));
  expect(leaders()).toBe(1);
  await started.find((one) => one.isLeading())!.stop();
  await until("another one leads", () => leaders() === 1);
});

test("whoever cannot renew the lease stops, and another one leads", async () => {
  let isAway = false;
  const reachable = {
    control: async (epoch: string) => (isAway ? Promise.reject(new Error("away")) : state.control(epoch)),
    setControl: state.setControl.bind(state),
  };
  const first = start(reachable);
  await until("it leads", () => first.isLeading());
  const second = start();
  isAway = true;
  await until("the other one leads", () => second.isLeading());
  await until("the first has noticed", () => !first.isLeading());
  isAway = false;
  await new Promise((resolve) => setTimeout(resolve, 2 * leaseMs));
  expect([first.isLeading(), second.isLeading()]).toEqual([false, true]);
});

test("a record that answers slowly is no lost lease", async () => {
  let [begun, slowly] = [0, false];
  const slow = {
    control: async (name: string) => {
      const record = await state.control(name);
      if (slowly) await new Promise((resolve) => setTimeout(resolve, leaseMs / 2));
      return record;
    },
    setControl: state.setControl.bind(state),
  };
  const work = async (signal: AbortSignal) => {
    begun++;
    if (!signal.aborted) await once(signal, "abort");
  };
  started.push(startLeadership({ state: slow, name: "x", work, onFailure: () => {}, leaseMs }));
  await until("it leads", () => begun > 0);
  slowly = true;
  await new Promise((resolve) => setTimeout(resolve, 5 * leaseMs));
  expect(begun).toBe(1);
});

test("work that fails is begun again", async () => {
  let attempts = 0;
  const failures: unknown[] = [];
  const work = async () => {
    attempts++;
    throw new Error("broken");
  };
  started.push(startLeadership({ state, name: "x", work, onFailure: (error) => failures.push(error), leaseMs }));
  await until("it was tried again", () => attempts > 1);
  expect(String(failures[0])).toContain("broken");
});
