import { expect, test } from "vitest";
import { until } from "../projector/testing/until.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { createProjectorFirst } from "./projector-first.ts";

function door(records: number) {
  let [reflected, looks] = [0, 0];
  const state = { fences: async () => (looks++, new Map([["v0", reflected - 1]])) } as unknown as SignalState;
  const log = { ends: async () => [records] };
  const shared = { state, log, topic: "activity.signals", epoch: "e", keyspace: () => "k" };
  return { pass: createProjectorFirst(shared), reflect: (count: number) => (reflected = count), looks: () => looks };
}

test("is shut while the state is far behind the log, and open once it is not", async () => {
  const { pass, reflect, looks } = door(5_000);
  let isThrough = false;
  const passing = pass(new AbortController().signal).then(() => (isThrough = true));
  await until("it has looked twice", () => looks() === 2);
  expect(isThrough).toBe(false);
  reflect(4_000);
  await passing;
  expect(looks()).toBe(3);
  await pass(new AbortController().signal);
  expect(looks()).toBe(3);
});

test("whoever waits is let go by the signal", async () => {
  const abort = new AbortController();
  const passing = door(5_000).pass(abort.signal);
  abort.abort();
  await expect(passing).rejects.toThrow("abort");
});
