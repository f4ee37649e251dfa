import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { EngineOpenError } from "../engine-open-error.ts";
import { applicationId, schema, schemaVersion } from "./schema.ts";

const busyTimeoutMs = 10_000;

/**
 * Opens the file for writing, making it and its folder when missing: WAL, and an fsync at every commit. Waits for locks,
 * so it belongs on a worker thread.
 *
 * @throws {EngineOpenError}
 */
export function openForWriting(path: string): DatabaseSync {
  return explained(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    try {
      database.exec("PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864");
      switchToWal(database);
      database.exec("PRAGMA synchronous = FULL");
      database.exec("BEGIN IMMEDIATE");
      prepareSchema(database, path);
      database.exec("COMMIT");
      checkTails(database, path);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Opens the file, which must be open for writing elsewhere in this process, for reading.
 *
 * @throws {EngineOpenError}
 */
export function openForReading(path: string): DatabaseSync {
  return explained(path, () => new DatabaseSync(path, { readOnly: true, timeout: 1000 }));
}

/** SQLite does not call its busy handler when two connections make a new file WAL at once, so the wait is here. */
function switchToWal(database: DatabaseSync): void {
  const deadline = Date.now() + busyTimeoutMs;
  for (;;) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (resultCode(error) !== 5 || Date.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function prepareSchema(database: DatabaseSync, path: string): void {
  const pragma = (name: string) => Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
  const tables = database.prepare("SELECT count(*) AS n FROM sqlite_schema").get() as { n: number };
  if (tables.n === 0) {
    database.exec(schema);
  } else if (pragma("application_id") !== applicationId) {
    throw new EngineOpenError(`${path} is the database of another program: name another file for the event log`);
  } else if (pragma("user_version") !== schemaVersion) {
    const found = pragma("user_version");
    throw new EngineOpenError(
      `the event log ${path} has format ${found}, this program writes ${schemaVersion}: ` +
        `run the version that made it, or move the file away to begin an empty log`,
    );
  }
}

/** A truncated file still opens; the newest record of each partition is where that shows. */
function checkTails(database: DatabaseSync, path: string): void {
  const broken = database
    .prepare(
      `SELECT count(*) AS n FROM topic_partition p WHERE next_offset > 0
       AND NOT EXISTS (SELECT length(value) FROM record WHERE partition_id = p.id AND offset = p.next_offset - 1)`,
    )
    .get() as { n: number };
  if (broken.n > 0) throw damaged(path, "its newest records are missing");
}

function damaged(path: string, detail: string, cause?: unknown): EngineOpenError {
  return new EngineOpenError(
    `the event log ${path} is damaged (${detail}): restore a copy of it, or move it away to begin an empty log`,
    { cause },
  );
}

function explained<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof EngineOpenError) throw error;
    throw explain(path, error);
  }
}

function explain(path: string, error: unknown): EngineOpenError {
  const detail = error instanceof Error ? error.message : String(error);
  switch (resultCode(error)) {
    case 11:
      return damaged(path, detail, error);
    case 26:
      return new EngineOpenError(
        `${path} is not an event log (${detail}): name another file, or move this one away to begin an empty log`,
        { cause: error },
      );
    case 5:
      return new EngineOpenError(`the event log ${path} is locked by another process: stop it, then start again`, {
        cause: error,
      });
    default:
      return new EngineOpenError(
        `cannot write the event log ${path} (${detail}): make ${dirname(path)} a folder that this user may write to, ` +
          `with room on its disk`,
        { cause: error },
      );
  }
}

/** SQLite's primary result code, of an error of `node:sqlite`. */
function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code & 0xff : undefined;
}
