import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { RankedRow } from "@projectionist/contracts";
import { expect, test } from "vitest";
import { currentOf } from "./projector/testing/current-of.ts";
import { until } from "./projector/testing/until.ts";
import { openSignalState } from "./signal-state/open.ts";
import type { SignalState } from "./signal-state/signal-state.ts";
import { readFilms, signal, startTestRecommender } from "./testing/running-recommender.ts";

type Home = Readonly<{ rows: readonly RankedRow[]; strategy: string; fresh: boolean }>;

test("a state that loses everything is answered from what is the same for all until it is counted anew", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lost-state-"));
  const open = (name: string) => openSignalState(`sqlite:${join(folder, name)}`);
  const whole = await open("whole.db");
  const emptied = await open("emptied.db");
  let current = whole;
  let isHeldUp = false;
  const state: SignalState = {
    ...currentOf(() => current),
    async apply(batch) {
      if (isHeldUp) throw new Error("not yet");
      return current.apply(batch);
    },
  };
  const running = await startTestRecommender(readFilms(), { state });
  const home = async (query: string): Promise<{ status: number; body: Home }> => {
    const response = await fetch(`${running.url}/internal/me/recommendations${query}`, {
      headers: { authorization: "Bearer viewer:alice" },
    });
    return { status: response.status, body: (await response.json()) as Home };
  };
  try {
    const films = ["alien-1979", "aliens-1986", "the-thing-1982"];
    const signals = ["bob", "carol"].flatMap((viewer) => films.map((film) => signal.feedback(viewer, film)));
    const after = await running.tell(...signals, signal.feedback("alice", "alien-1979"));
    const before = await home(`?after=${after}`);
    expect(before.body).toMatchObject({ fresh: true, strategy: "cf" });

    isHeldUp = true;
    current = emptied;
    const meanwhile = await home(`?after=${after}`);
    expect(meanwhile.status).toBe(200);
    expect(meanwhile.body).toMatchObject({ fresh: false, strategy: "baseline" });
    expect(meanwhile.body.rows.flatMap(({ items }) => items).length).toBeGreaterThan(0);

    isHeldUp = false;
    await until("the state reflects the log again", async () => (await home(`?after=${after}`)).body.fresh);
    // Statistics may be a second old.
    await until("the rows are as before", async () => isDeepStrictEqual((await home("")).body.rows, before.body.rows));
  } finally {
    await running.stop();
    await whole.close();
    await emptied.close();
    rmSync(folder, { recursive: true });
  }
}, 60_000);
