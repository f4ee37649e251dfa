import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSignalState } from "../signal-state/open.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { HOLD_MS } from "./leases.ts";
import { followControl } from "./serving-keyspace.ts";

let folder: string;
let state: SignalState;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "serving-keyspace-"));
  state = await openSignalState(`sqlite:${join(folder, "state.db")}`);
});
afterEach(async () => {
  await state.close();
  rmSync(folder, { recursive: true });
});

test("a hold that is not renewed ends, however far ahead the clock was of whoever held and died", async () => {
  const hour = 3_600_000;
  const held = (until: number) => ({ active: "live.e", previous: null, building: null, hold: { id: "one", until } });
  await state.setControl("e", 0, held(hour));
  let elapsed = 0;
  const onFailure = (error: unknown) => {
    throw error;
  };
  const serving = await followControl({ state, epoch: "e", onFailure, now: () => 0, elapsed: () => elapsed });
  try {
    elapsed = HOLD_MS - 1;
    expect(serving.isHeld()).toBe(true);
    await state.setControl("e", 1, held(hour + 1));
    await serving.look();
    elapsed += HOLD_MS - 1;
    expect(serving.isHeld()).toBe(true);
    elapsed += 1;
    expect(serving.isHeld()).toBe(false);
  } finally {
    await serving.stop();
  }
});
