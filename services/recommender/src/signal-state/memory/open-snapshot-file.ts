import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { EngineOpenError } from "@projectionist/bus";
import type { Control, KeyspaceSettings, SignalState } from "../signal-state.ts";
import { CONTROL, SnapshotFile } from "./snapshot-file.ts";

/** Marks the file as ours ("PRJS"), so that a database of another program is never written to. */
const APPLICATION_ID = 0x50524a53;
const FORMAT = 1;
const LOCK_WAIT_MS = 2000;
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

const CURE = "move it away and start again: the state is made anew from the log";

const schema = `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE keyspace (name TEXT PRIMARY KEY, settings TEXT NOT NULL) STRICT;
  CREATE TABLE film (number INTEGER PRIMARY KEY, movie_id TEXT NOT NULL) STRICT;
  CREATE TABLE shard (id INTEGER PRIMARY KEY, keyspace TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (keyspace, name)) STRICT;
  CREATE TABLE state_row (
    shard_id INTEGER NOT NULL REFERENCES shard,
    kind TEXT NOT NULL,
    key ANY NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (shard_id, kind, key)
  ) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};
`;

/**
 * Opens the file for this process alone, making it and its folder when missing; a new one gets `shardCounts`.
 * Waits for locks and the disk, so it belongs on a worker thread.
 *
 * @throws {EngineOpenError}
 */
export function openSnapshotFile(path: string, shardCounts: SignalState["shardCounts"]): SnapshotFile {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout: LOCK_WAIT_MS });
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864");
    database.exec("BEGIN IMMEDIATE");
    prepareSchema(database, path, shardCounts);
    database.exec("COMMIT");
    return new SnapshotFile(database, readHead(database));
  } catch (error) {
    database?.close();
    throw explained(path, error);
  }
}

/** The error with the one line for the operator, of what went wrong with the file. */
export function explained(path: string, error: unknown): EngineOpenError {
  if (error instanceof EngineOpenError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  switch (resultCode(error)) {
    case CORRUPT:
      return damaged(path, detail, error);
    case NOT_A_DATABASE:
      return new EngineOpenError(`${path} is not a signal state (${detail}): name another file, or ${CURE}`, {
        cause: error,
      });
    case BUSY:
      return new EngineOpenError(`the signal state ${path} is in use by another process: stop it, then start again`, {
        cause: error,
      });
    default:
      return new EngineOpenError(
        `cannot write the signal state ${path} (${detail}): make ${dirname(path)} a folder that this user may write to, ` +
          "with room on its disk",
        { cause: error },
      );
  }
}

/** What stands in the file cannot be read. */
export function damaged(path: string, detail: string, cause?: unknown): EngineOpenError {
  return new EngineOpenError(`the signal state ${path} is damaged (${detail}): ${CURE}`, { cause });
}

function prepareSchema(database: DatabaseSync, path: string, shardCounts: SignalState["shardCounts"]): void {
  const number = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  if (number("SELECT count(*) FROM sqlite_schema") === 0) {
    database.exec(schema);
    database.prepare("INSERT INTO setting VALUES ('shardCounts', ?)").run(JSON.stringify(shardCounts));
  } else if (number("PRAGMA application_id") !== APPLICATION_ID) {
    throw new EngineOpenError(`${path} is the database of another program: name another file for the signal state`);
  } else if (number("PRAGMA user_version") !== FORMAT) {
    throw new EngineOpenError(
      `the signal state ${path} has format ${number("PRAGMA user_version")}, this program writes ${FORMAT}: ` + CURE,
    );
  }
}

function readHead(database: DatabaseSync): SnapshotFile["head"] {
  const shardCounts = database.prepare("SELECT value FROM setting WHERE name = 'shardCounts'").get()!;
  const keyspaces = database.prepare("SELECT name, settings FROM keyspace").all();
  const controls = database.prepare("SELECT name, value FROM setting WHERE name LIKE ?").all(`${CONTROL}%`);
  return {
    shardCounts: JSON.parse(String(shardCounts["value"])) as SignalState["shardCounts"],
    settings: keyspaces.map(({ name, settings }) => [String(name), JSON.parse(String(settings)) as KeyspaceSettings]),
    controls: controls.map(({ name, value }) => [
      String(name).slice(CONTROL.length),
      JSON.parse(String(value)) as Control,
    ]),
  };
}

function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code & 0xff : undefined;
}
