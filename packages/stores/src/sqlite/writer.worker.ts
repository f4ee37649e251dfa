import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { applyWrite } from "./apply-write.ts";
import { OUTBOX_SCHEMA } from "./schema.ts";
import { createStatements } from "./statements.ts";
import type { OpenReply, WriteBatch, WriteReply } from "./write-requests.ts";

/** How long a transaction waits for that of another process. */
const LOCK_TIMEOUT_MS = 10_000;
/** Up to this size the whole file is checked when it is opened, which takes about a tenth of a second. */
const CHECKED_BYTES = 64 * 1024 * 1024;
const SQLITE_CORRUPT = 11;

const port = parentPort!;
const { path } = workerData as { path: string };

try {
  const database = openDatabase();
  const statement = createStatements(database);
  port.on("message", (batch: WriteBatch | "close") => {
    if (batch !== "close") return port.postMessage(runTransaction(batch));
    database.close();
    port.close();
  });
  port.postMessage({ opened: true } satisfies OpenReply);

  /** Group commit: one transaction, and so one fsync, for the writes of many callers. */
  function runTransaction(batch: WriteBatch): WriteReply {
    try {
      statement("BEGIN IMMEDIATE").run();
      const results = batch.map((request) => applyWrite(statement, request));
      statement("COMMIT").run();
      return { results };
    } catch (error) {
      if (database.isTransaction) statement("ROLLBACK").run();
      return { error: (error as Error).message };
    }
  }
} catch (error) {
  const { errcode = 0, message } = error as { errcode?: number; message: string };
  port.postMessage({ opened: false, code: errcode, message } satisfies OpenReply);
  port.close();
}

function openDatabase(): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: LOCK_TIMEOUT_MS });
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;");
  database.exec(OUTBOX_SCHEMA);
  database.exec("COMMIT");
  if (statSync(path).size <= CHECKED_BYTES) {
    const verdict = database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
    if (verdict !== "ok") throw Object.assign(new Error("a check of its pages failed"), { errcode: SQLITE_CORRUPT });
  }
  return database;
}
