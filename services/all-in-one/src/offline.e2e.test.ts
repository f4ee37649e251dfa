import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEventLog } from "@projectionist/bus";
import { dataOf } from "@projectionist/client";
import { keyspaceOf } from "@projectionist/recommender";
import { openSignalState, shardOf } from "@projectionist/recommender/signal-state";
import { afterAll, describe, expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";
import { projectionist } from "./testing/command-line.ts";
import { signUp, startSystem, temporaryFolder } from "./testing/system.ts";

const folder = temporaryFolder();
const FILM = "alien-1979";

afterAll(() => folder.remove());

/** What nothing in the log accounts for, as a fault of a program would leave it. */
async function damage(): Promise<void> {
  const { engine } = openDataFolder(folder.path, false);
  const log = await openEventLog(engine("log"));
  const keyspace = keyspaceOf(await log.epoch("activity.signals"));
  await log.close();
  const state = await openSignalState(engine("signal-state"));
  await state.apply({
    keyspace,
    source: { epoch: "damage", partition: 0 },
    shard: `f${shardOf(FILM, state.shardCounts.films)}`,
    expectedPrevious: -1,
    batchEnd: 0,
    deltas: [{ kind: "total", offset: 0, movieId: FILM, total: "views", amount: 7 }],
  });
  await state.close();
}

const offline = (...args: string[]) => projectionist(undefined, ...args, "--offline", "--data", folder.path);

describe("the counts of a stopped system", { timeout: 240_000 }, () => {
  it("are nobody's to work on while it runs", async () => {
    // As if the simulated viewers had been there: nothing here needs them.
    writeFileSync(join(folder.path, "demo-history.done"), "");
    const system = await startSystem({ folder: folder.path });
    const { client } = await signUp(system, "offline");
    const signals = [FILM, "aliens-1986", "the-thing-1982"].map((movieId) => ({ type: "liked" as const, movieId }));
    const { position } = await dataOf(client.POST("/v1/signals", { body: { signals } }));
    const query = { params: { query: { after: position, limit: 1 } } };
    const isFresh = async () => (await dataOf(client.GET("/v1/me/recommendations", query))).fresh;
    await expect.poll(isFresh, { timeout: 30_000 }).toBe(true);
    const refused = await offline("verify");
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("in use by a running system") });
    await system.stop("SIGTERM");
  });

  it("are what the log says", async () => {
    const { code, stdout } = await offline("verify");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^0 differences/) });
  });

  it("that are wrong are found out, swapped only with --replace, and right then", async () => {
    await damage();
    const found = await offline("verify");
    expect(found).toMatchObject({ code: 1, stderr: expect.stringContaining("rebuild --replace") });
    expect(found.stdout).toMatch(/1 of \d+ parts compared differ:\n  totals of alien-1979: .*views 7 .*in the state/);
    const refused = await offline("rebuild");
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing was swapped") });
    expect(refused.stdout).toContain("totals of alien-1979");
    const replaced = await offline("rebuild", "--replace");
    expect(replaced).toMatchObject({ code: 0, stdout: expect.stringContaining("serve now, in place of others") });
    expect(await offline("verify")).toMatchObject({ code: 0, stdout: expect.stringContaining("0 differences") });
  });

  it("are not looked for where no system was", async () => {
    const { code, stderr } = await projectionist(
      undefined,
      "rebuild",
      "--offline",
      "--data",
      join(folder.path, "nowhere"),
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("name its data folder with --data") });
  });
});
