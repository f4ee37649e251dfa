import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { EngineOpenError } from "../engine-open-error.ts";
import { openSqliteEventLog } from "./sqlite-event-log.ts";

const folder = mkdtempSync(join(tmpdir(), "open-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function messageOf(file: string): Promise<string> {
  const error: unknown = await openSqliteEventLog(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EngineOpenError);
  const { message } = error as EngineOpenError;
  expect(message).toContain(file);
  expect(message).not.toContain("\n");
  return message;
}

async function writeLog(file: string): Promise<void> {
  const log = await openSqliteEventLog(file);
  await log.createTopics([{ name: "t", partitions: 1 }]);
  await log.append(
    Array.from({ length: 200 }, (_, index) => ({ topic: "t", key: String(index), value: new Uint8Array(500) })),
  );
  await log.close();
}

it("makes the folder when it is missing", async () => {
  const file = join(folder, "new", "deep", "log.db");
  await writeLog(file);
  expect(statSync(file).size).toBeGreaterThan(0);
});

it("says what to do about a folder that cannot be written to", async () => {
  const obstacle = join(folder, "a-file");
  writeFileSync(obstacle, "");
  expect(await messageOf(join(obstacle, "log.db"))).toContain(`make ${obstacle} a folder that this user may write to`);
});

it("says what to do about a file that is no database, and leaves it alone", async () => {
  const file = join(folder, "notes.txt");
  const text = "remember the milk\n".repeat(200);
  writeFileSync(file, text);
  expect(await messageOf(file)).toMatch(/is not an event log .* move this one away/);
  expect(readFileSync(file, "utf8")).toBe(text);
});

it("leaves the database of another program alone", async () => {
  const file = join(folder, "other.db");
  const other = new DatabaseSync(file);
  other.exec("CREATE TABLE t (x)");
  other.close();
  expect(await messageOf(file)).toContain("is the database of another program");
});

it("names the versions when the file has another format", async () => {
  const file = join(folder, "newer.db");
  await writeLog(file);
  const database = new DatabaseSync(file);
  database.exec("PRAGMA user_version = 99");
  database.close();
  expect(await messageOf(file)).toContain("has format 99, this program writes 1");
});

it("notices that the end of the file is missing", async () => {
  const file = join(folder, "truncated.db");
  await writeLog(file);
  truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096);
  expect(await messageOf(file)).toMatch(/is damaged .* restore a copy/);
});
