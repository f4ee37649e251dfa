import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { until } from "../../projector/testing/until.ts";
import { openSignalState } from "../open.ts";
import { shardIds, shardOf } from "../shard-of.ts";
import type { SignalState, StateDelta } from "../signal-state.ts";

const root = mkdtempSync(join(tmpdir(), "signal-state-file-"));
const source = { epoch: "e1", partition: 0 };
const keyspace = "live";
let folders = 0;
let folder: string;
let path: string;

beforeEach(() => {
  folder = join(root, String(folders++));
  path = join(folder, "state.sqlite");
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const open = () => openSignalState(`sqlite:${path}`, { shardCounts: { films: 1, viewers: 1 }, snapshotIntervalMs: 5 });

async function apply(
  state: SignalState,
  offset: number,
  films: StateDelta[],
  viewers: StateDelta[] = [],
): Promise<void> {
  for (const [shard, deltas] of [
    ["f0", films],
    ["v0", viewers],
  ] as const) {
    await state.apply({ keyspace, source, shard, expectedPrevious: -1, batchEnd: offset, deltas });
  }
}

const seen = (offset: number, movieId = "alien"): StateDelta => ({
  kind: "total",
  offset,
  movieId,
  total: "history",
  amount: 1,
});

async function writeSome(): Promise<void> {
  const state = await open();
  await apply(
    state,
    400,
    Array.from({ length: 400 }, (_, offset) => seen(offset, `film-${offset}`)),
  );
  await state.close();
}

describe("a file that cannot be used", () => {
  const failure = async () => {
    const opened = await openSignalState(`sqlite:${path}`).catch((error: Error) => error);
    if (!(opened instanceof Error)) await opened.close();
    return opened as Error;
  };

  it("is told by its scheme", async () => {
    await expect(openSignalState("postgres://me:secret@localhost")).rejects.toThrow(
      'no signal state for the URL "postgres://…@localhost": it must begin with sqlite: or redis:',
    );
  });

  it("may be no database", async () => {
    writeFileSync(path, "not a database at all, and long enough to be looked at as one");
    expect(await failure()).toMatchObject({
      name: "EngineOpenError",
      message: expect.stringContaining("is not a signal state"),
    });
  });

  it("may be another program's database", async () => {
    const other = new DatabaseSync(path);
    other.exec("CREATE TABLE theirs (id)");
    other.close();
    expect((await failure()).message).toBe(
      `${path} is the database of another program: name another file for the signal state`,
    );
  });

  it("may be damaged", async () => {
    await writeSome();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0x5a, 8192, bytes.length - 100));
    expect((await failure()).message).toMatch(
      /is damaged .*move it away and start again: the state is made anew from the log$/,
    );
  });

  it("may be cut short", async () => {
    await writeSome();
    writeFileSync(path, readFileSync(path).subarray(0, 20_000));
    expect((await failure()).message).toMatch(/is damaged .*move it away and start again/);
  });

  it("may hold a row that cannot be read", async () => {
    await writeSome();
    const database = new DatabaseSync(path);
    database.exec("INSERT INTO state_row VALUES (1, 'pairs', 1, x'0102030405')");
    database.close();
    expect((await failure()).message).toMatch(/is damaged .*move it away and start again/);
  });

  it("may be of a later format", async () => {
    await writeSome();
    const database = new DatabaseSync(path);
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect((await failure()).message).toContain("has format 99, this program writes 1");
  });

  it("may be in use", async () => {
    const state = await open();
    expect((await failure()).message).toBe(
      `the signal state ${path} is in use by another process: stop it, then start again`,
    );
    await state.close();
  });

  it.skipIf(process.getuid?.() === 0)("may stand in a folder that is not ours to write to", async () => {
    chmodSync(folder, 0o500);
    expect((await failure()).message).toContain("a folder that this user may write to");
    chmodSync(folder, 0o700);
  });

  it("may stand where a folder cannot be made", async () => {
    writeFileSync(path, "");
    path = join(path, "state.sqlite");
    expect(await failure()).toMatchObject({
      name: "EngineOpenError",
      message: expect.stringContaining("cannot write the signal state"),
    });
  });
});

describe("snapshots", () => {
  it("hold fences and amounts together while batches go on, wherever the process is killed", async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "testing", "applying-process.ts"), path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let reached = 0;
    child.stdout.on("data", (text: Buffer) => (reached = Number(text.toString().trim().split("\n").at(-1))));
    await until("a few thousand batches are applied", () => reached > 3000);
    child.kill("SIGKILL");
    await once(child, "exit");
    const state = await openSignalState(`sqlite:${path}`);
    const fences = await state.fences(keyspace, source);
    const amounts = (await state.totals(keyspace, ["alien"])).get("alien");
    const ledger = (await state.ledgers(keyspace, ["u1"])).get("u1");
    expect(amounts?.history).toBe(fences.get(`f${shardOf("alien", state.shardCounts.films)}`)! + 1);
    expect(amounts?.history).toBeGreaterThan(0);
    expect(ledger?.length).toBe(fences.get(`v${shardOf("u1", state.shardCounts.viewers)}`)! + 1);
    expect(ledger?.every(({ offset }, index) => offset === index)).toBe(true);
    await state.close();
  });

  it("are made while nobody asks", async () => {
    const state = await open();
    await apply(state, 0, [seen(0, "some-film")]);
    await until("the film is stored", () => filesHold("some-film"));
    await state.close();
  });

  it("leave no trace of an erased viewer in the files", async () => {
    const state = await open();
    const entry = (offset: number) =>
      ({
        eventId: `secret-event-${offset}`,
        offset,
        movieId: "alien",
        type: "liked",
        value: null,
        occurredAt: 0,
        late: false,
        retractedAt: null,
      }) as const;
    await apply(state, 0, [], [{ kind: "append", offset: 0, userId: "secret-user", entry: entry(0) }]);
    await until("it is stored", () => filesHold("secret-event-0"));
    await apply(state, 1, [], [{ kind: "erase", offset: 1, userId: "secret-user" }]);
    await until("nothing of it is left", () => !filesHold("secret-event-0") && !filesHold("secret-user"));
    expect((await state.ledgers(keyspace, ["secret-user"], { ...source, offset: 1 })).size).toBe(0);
    await state.close();
    expect(filesHold("secret-event-0")).toBe(false);
  });

  it("of an erased viewer stay while another shard has not passed the erasure", async () => {
    const state = await open();
    const entry = {
      eventId: "e0",
      offset: 0,
      movieId: "alien",
      type: "liked",
      value: null,
      occurredAt: 0,
      late: false,
      retractedAt: null,
    } as const;
    await apply(state, 0, [], [{ kind: "append", offset: 0, userId: "u1", entry }]);
    const erase = { kind: "erase", offset: 1, userId: "u1" } as const;
    await state.apply({ keyspace, source, shard: "v0", expectedPrevious: 0, batchEnd: 1, deltas: [erase] });
    await state.close();
    const again = await open();
    expect([...(await again.fences(keyspace, source))]).toEqual([
      ["f0", 0],
      ["v0", 1],
    ]);
    expect((await again.ledgers(keyspace, ["u1"], { ...source, offset: 1 })).get("u1")).toEqual([entry]);
    expect((await again.ledgers(keyspace, ["u1"])).size).toBe(0);
    await again.close();
  });

  it("keep the number of shards that the file was made with", async () => {
    await writeSome();
    const state = await openSignalState(`sqlite:${path}`, { shardCounts: { films: 5, viewers: 5 } });
    expect(shardIds(state.shardCounts)).toEqual(["f0", "v0"]);
    await state.close();
    await expect(apply(state, 1, [])).rejects.toThrow("the signal state is closed");
  });

  function filesHold(text: string): boolean {
    return [path, `${path}-wal`].some((file) => {
      try {
        return readFileSync(file).includes(text);
      } catch {
        return false;
      }
    });
  }
});
