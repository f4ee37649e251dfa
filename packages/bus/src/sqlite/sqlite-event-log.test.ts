import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventLog, LogRecord } from "../event-log.ts";
import { eventLogContract } from "../event-log.contract.ts";
import { openSqliteEventLog, sqliteCapabilities } from "./sqlite-event-log.ts";

const folder = mkdtempSync(join(tmpdir(), "event-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

eventLogContract({
  name: "sqlite",
  open: () => openSqliteEventLog(join(folder, "contract.db")),
  capabilities: sqliteCapabilities,
  sessionTimeoutMs: 2000,
});

describe("sqlite event log", () => {
  const topic = "signals";
  let file: string;
  let log: EventLog;
  let children: ChildProcess[];

  beforeEach(async () => {
    file = join(folder, `${randomUUID()}.db`);
    children = [];
    log = await openSqliteEventLog(file);
    await log.createTopics([{ name: topic, partitions: 3 }]);
  });

  afterEach(async () => {
    vi.useRealTimers();
    await log.close();
    for (const child of children) child.kill("SIGKILL");
  });

  /** Starts another process on the file and collects the lines that it prints. */
  function startChild(mode: "append" | "consume", argument: number) {
    const script = join(import.meta.dirname, "child-process.fixture.ts");
    const args = [script, mode, file, topic, String(argument)];
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
    children.push(child);
    const lines: string[] = [];
    const output = createInterface({ input: child.stdout });
    output.on("line", (line) => lines.push(line));
    const ended = new Promise<void>((resolve) => output.once("close", resolve));
    return { child, lines, ended };
  }

  const until = (check: () => unknown) => vi.waitUntil(check, { timeout: 15_000, interval: 10 });
  const textsOf = (records: readonly LogRecord[]) => records.map(({ value }) => Buffer.from(value).toString());
  const byNumber = (texts: readonly string[]) => texts.toSorted((a, b) => Number(a) - Number(b));

  async function readAll(from: EventLog): Promise<string[]> {
    const records: LogRecord[] = [];
    const tail = await from.tail({ topic, from: [], onRecords: async (read) => void records.push(...read) });
    await tail.caughtUp();
    return textsOf(records);
  }

  it("wakes the readers of every instance in the process without polling", async () => {
    vi.useFakeTimers({ toFake: ["setInterval"] });
    const other = await openSqliteEventLog(file);
    const woken = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    for (const [index, each] of [log, other].entries()) {
      await each.tail({ topic, from: "end", onRecords: async () => woken[index]!.resolve() });
    }
    await log.append([{ topic, key: "a", value: Buffer.from("a") }]);
    await Promise.all(woken.map(({ promise }) => promise));
    await other.close();
  });

  it("keeps append times from falling when the clock is set back", async () => {
    const future = Date.now() + 3_600_000;
    const database = new DatabaseSync(file, { timeout: 5000 });
    database.exec(`UPDATE topic_partition SET last_appended_at = ${future}`);
    database.close();
    await log.append([{ topic, key: "a", value: Buffer.from("a") }]);
    const times: number[] = [];
    const tail = await log.tail({
      topic,
      from: [],
      onRecords: async (records) => void times.push(...records.map(({ appendedAt }) => appendedAt)),
    });
    await tail.caughtUp();
    expect(times).toEqual([future]);
  });

  it("reads what another process appends, while both append", async () => {
    const seen: LogRecord[] = [];
    await log.tail({ topic, from: [], onRecords: async (records) => void seen.push(...records) });
    const { lines, ended } = startChild("append", 200);
    await until(() => lines.length > 0);
    for (let index = 0; index < 50; index++) await log.append([{ topic, key: "own", value: Buffer.from("own") }]);
    await ended;
    await until(() => seen.length === 250);
    expect(byNumber(textsOf(seen).filter((text) => text !== "own"))).toEqual(byNumber(lines));
    expect(lines).toHaveLength(200);
    for (const partition of [0, 1, 2]) {
      const offsets = seen.filter((record) => record.partition === partition).map(({ offset }) => offset);
      expect(offsets).toEqual([...offsets.keys()]);
    }
  });

  it("loses nothing that a killed process was told to be durable", async () => {
    const { child, lines, ended } = startChild("append", 1_000_000);
    await until(() => lines.length >= 300);
    child.kill("SIGKILL");
    await ended;
    const found = new Set(await readAll(log));
    expect(lines.filter((text) => !found.has(text))).toEqual([]);
    expect(found.size - lines.length).toBeLessThanOrEqual(8);
  });

  it("frees the partitions of a killed process at once, however long its session", async () => {
    await log.append([0, 1, 2, 3, 4, 5].map((key) => ({ topic, key: String(key), value: Buffer.from("x") })));
    const { child, lines, ended } = startChild("consume", 3_600_000);
    await until(() => lines.length > 0);
    child.kill("SIGKILL");
    await ended;
    const consumer = await log.consume({ group: "shared", topics: [topic], onBatch: async () => {} });
    await until(() => consumer.assignment().length === 3);
  });

  it("takes the partitions of a process that is silent for a session, and refuses its commits afterwards", async () => {
    await log.append([0, 1, 2, 3, 4, 5].map((key) => ({ topic, key: String(key), value: Buffer.from("x") })));
    const { child, lines } = startChild("consume", 1000);
    await until(() => lines.length >= 3);
    child.kill("SIGSTOP");
    const options = { group: "shared", topics: [topic], sessionTimeoutMs: 1000 };
    const consumer = await log.consume({ ...options, onBatch: async () => {} });
    await until(() => consumer.assignment().length === 3);
    child.stdin.write("commit\n");
    child.kill("SIGCONT");
    const outcomes = () => lines.filter((line) => !line.startsWith("holds"));
    await until(() => outcomes().length === 3);
    expect(outcomes()).toEqual(Array(3).fill("StaleMemberError"));
  });
});
