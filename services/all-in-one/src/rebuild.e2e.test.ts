import { setTimeout as sleep } from "node:timers/promises";
import { dataOf } from "@projectionist/client";
import type { RebuildResult, RollbackResult } from "@projectionist/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectionist, startProjectionist } from "./testing/command-line.ts";
import { openSystem, signUp, temporaryFolder, type SignedUp, type System } from "./testing/system.ts";

const VIEWERS = 8;
const BATCH = 20;
const TYPES = ["liked", "viewed", "clicked", "watchlisted"] as const;

const folder = temporaryFolder();
let system: System;
let viewers: SignedUp[];
let films: readonly Readonly<{ id: string }>[];

beforeAll(async () => {
  system = await openSystem(folder.path);
  films = (await dataOf(system.admin.GET("/v1/movies", { params: { query: { limit: 100 } } }))).items;
  viewers = await Promise.all(Array.from({ length: VIEWERS }, (_, n) => signUp(system, `rebuild-${n}`)));
}, 120_000);
afterAll(async () => {
  await system?.stop("SIGTERM");
  folder.remove();
});

/** Operates the system, and answers what the command printed as JSON. */
async function operate<Result>(command: string): Promise<Result> {
  const { code, stdout, stderr } = await projectionist(system, command, "--json");
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return JSON.parse(stdout) as Result;
}

/** Signals and reads go on until told to end; answers what became of them. */
function startTraffic() {
  const ended = new AbortController();
  const met = { sent: 0, refused: 0, reads: 0, failedReads: 0, position: "" };
  const each = async (everyMs: number, act: (viewer: SignedUp, n: number) => Promise<void>) => {
    for (let n = 0; !ended.signal.aborted; n++) {
      await act(viewers[n % VIEWERS]!, n);
      await sleep(everyMs);
    }
  };
  const signals = each(50, async ({ client }, n) => {
    const body = {
      signals: Array.from({ length: BATCH }, (_, i) => ({
        type: TYPES[(n + i) % TYPES.length] ?? "liked",
        movieId: films[(n * 7 + i * 3) % films.length]?.id ?? "",
      })),
    };
    const { data } = await client.POST("/v1/signals", { body });
    met.sent += BATCH;
    if (data) met.position = data.position;
    else met.refused += BATCH;
  });
  const reads = each(20, async ({ client }, n) => {
    const query = { params: { query: { limit: 5 } } };
    const { response } = await (n % 2 === 0
      ? client.GET("/v1/me/recommendations", query)
      : system.admin.GET("/v1/popular", query));
    met.reads++;
    if (response.status !== 200) met.failedReads++;
  });
  return {
    met,
    async end() {
      ended.abort();
      await Promise.all([signals, reads]);
      return met;
    },
  };
}

it("rebuilds under traffic, goes back, and is what the log says: no read fails", { timeout: 240_000 }, async () => {
  const traffic = startTraffic();
  await expect.poll(() => traffic.met.sent, { timeout: 30_000 }).toBeGreaterThan(500);
  const before = { ...traffic.met };
  const rebuilt = await operate<RebuildResult>("rebuild");
  expect(rebuilt).toMatchObject({ outcome: "swapped", compared: "everything", comparison: null });
  expect(rebuilt.digests?.served).toBe(rebuilt.digests?.rebuilt);
  const back = await operate<RollbackResult>("rollback");
  expect(back).toMatchObject({ active: rebuilt.previous, previous: rebuilt.active });
  const { sent, refused, reads, failedReads, position } = await traffic.end();
  expect({ refused, failedReads }).toEqual({ refused: 0, failedReads: 0 });
  expect(sent).toBeGreaterThan(before.sent);
  expect(reads).toBeGreaterThan(before.reads + 10);
  const query = { params: { query: { after: position, limit: 1 } } };
  await expect
    .poll(async () => (await dataOf(viewers[0]!.client.GET("/v1/me/recommendations", query))).fresh, {
      timeout: 30_000,
    })
    .toBe(true);
  const { code, stdout } = await projectionist(system, "verify");
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("0 differences") });
});

it("is cancelled by Ctrl-C, and what serves goes on", { timeout: 240_000 }, async () => {
  const keyspaces = async () => (await dataOf(system.admin.GET("/v1/ops/positions"))).keyspaces;
  for (;;) {
    const before = await keyspaces();
    const { child, ended } = startProjectionist(system, "rebuild");
    child.stderr.once("data", () => child.kill("SIGINT"));
    const { code, stderr } = await ended;
    // It may have been quicker.
    if (code === 0) continue;
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: expect.stringMatching(/Cancels the job rebuild\..*Cancelled\./s),
    });
    expect(await keyspaces()).toMatchObject({ active: before?.active, building: null, heldUntil: null });
    return;
  }
});
