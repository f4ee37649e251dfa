import type { StatementSync } from "node:sqlite";
import type { CollectionShape } from "../collection-shape.ts";
import type { DocumentTarget } from "../document-target.ts";
import { collectionStatements, OUTBOX } from "./schema.ts";
import type { Done, WriteRequest, WriteResult } from "./write-requests.ts";

const DONE: Done = { outcome: "done" };
const SQLITE_CONSTRAINT_UNIQUE = 2067;
const UNIQUE_MESSAGE = "UNIQUE constraint failed: ";

/**
 * Applies one request inside the transaction that is open. Either all of its changes are made or, for the outcomes
 * "conflict", "duplicate" and "absent", none. When it throws, the transaction is to be rolled back.
 */
export function applyWrite(statement: (sql: string) => StatementSync, request: WriteRequest): WriteResult {
  switch (request.kind) {
    case "put":
      return put(statement, request, request.json);
    case "delete":
      return remove(statement, request);
    case "acknowledge":
      statement(`DELETE FROM ${OUTBOX} WHERE collection = ? AND document_id = ? AND event_id = ?`).run(
        request.collection,
        request.documentId,
        request.eventId,
      );
      return DONE;
    case "define":
      return define(statement, request.shape);
  }
}

function define(statement: (sql: string) => StatementSync, shape: CollectionShape): WriteResult {
  const columns = statement("SELECT name FROM pragma_table_xinfo(?)").all(shape.name);
  const statements = collectionStatements(shape, new Set(columns.map((column) => String(column["name"]))));
  return unlessDuplicate(() => {
    for (const sql of statements) statement(sql).run();
    return DONE;
  });
}

function put(statement: (sql: string) => StatementSync, target: DocumentTarget, json: string): WriteResult {
  const current = currentVersion(statement, target);
  if (!isExpected(target, current)) return { outcome: "conflict" };
  const version = (current ?? 0) + 1;
  return unlessDuplicate(() => {
    statement(
      `INSERT INTO "${target.collection}" (_id, _version, _value) VALUES (?, ?, ?)
       ON CONFLICT (_id) DO UPDATE SET _version = excluded._version, _value = excluded._value`,
    ).run(target.id, version, json);
    addEvents(statement, target);
    return { outcome: "written", version };
  });
}

function remove(statement: (sql: string) => StatementSync, target: DocumentTarget): WriteResult {
  const current = currentVersion(statement, target);
  if (current === undefined) return { outcome: "absent" };
  if (!isExpected(target, current)) return { outcome: "conflict" };
  statement(`DELETE FROM "${target.collection}" WHERE _id = ?`).run(target.id);
  addEvents(statement, target);
  return { outcome: "deleted" };
}

function currentVersion(statement: (sql: string) => StatementSync, target: DocumentTarget): number | undefined {
  const row = statement(`SELECT _version FROM "${target.collection}" WHERE _id = ?`).get(target.id);
  return row === undefined ? undefined : Number(row["_version"]);
}

function isExpected({ expectedVersion }: DocumentTarget, current: number | undefined): boolean {
  if (expectedVersion === undefined) return true;
  return current === (expectedVersion === "absent" ? undefined : expectedVersion);
}

function addEvents(statement: (sql: string) => StatementSync, { collection, id, events }: DocumentTarget): void {
  for (const { eventId, event } of events) {
    statement(
      `INSERT INTO ${OUTBOX} (collection, document_id, event_id, topic, key, value, headers) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(collection, id, eventId, event.topic, event.key, event.value, JSON.stringify(event.headers));
  }
}

/** A statement that breaks a unique key changes nothing, and leaves the transaction usable. */
function unlessDuplicate(write: () => WriteResult): WriteResult {
  try {
    return write();
  } catch (error) {
    const { errcode, message } = error as { errcode?: number; message: string };
    if (errcode !== SQLITE_CONSTRAINT_UNIQUE || !message.startsWith(UNIQUE_MESSAGE)) throw error;
    const columns = message.slice(UNIQUE_MESSAGE.length).split(", ");
    return { outcome: "duplicate", fields: columns.map((column) => column.slice(column.indexOf(".") + 1)) };
  }
}
