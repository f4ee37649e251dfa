import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { checkShape } from "../collection-shape.ts";
import { DuplicateKeyError, type CollectionDefinition, type Documents, type PendingEvent } from "../documents.ts";
import { openFailure } from "./open-failure.ts";
import { OUTBOX } from "./schema.ts";
import { createSqliteCollection } from "./sqlite-collection.ts";
import { createStatements } from "./statements.ts";
import type { WriteRequest } from "./write-requests.ts";
import { openWriter, type Writer } from "./writer.ts";

const READ_TIMEOUT_MS = 5_000;

/**
 * Documents in one SQLite file, which several processes may open. Writes are on disk (WAL, synchronous=FULL) when they
 * are answered; a thread makes them, so that no fsync stops the event loop. Reads run on the caller's thread and see
 * every write that was answered. Events wait in one table, written in the transaction of their document.
 * @throws {EngineOpenError}
 */
export async function openSqliteDocuments(file: string): Promise<Documents> {
  const path = resolve(file);
  if (file === "" || file === ":memory:") {
    throw openFailure(file, 0, new Error("sqlite: needs the path of a file"));
  }
  makeFolder(path);
  const writer = await openWriter(path);
  const reader = new DatabaseSync(path, { readOnly: true, timeout: READ_TIMEOUT_MS });
  return documentsOf(reader, writer);
}

function documentsOf(reader: DatabaseSync, writer: Writer): Documents {
  const read = createStatements(reader);
  const collections = new Set<string>();
  const listeners = new Set<() => void>();

  async function write(requests: readonly WriteRequest[]) {
    const results = await writer.submit(requests);
    const added = requests.some((request, index) => {
      const outcome = results[index]?.outcome;
      return "events" in request && request.events.length > 0 && (outcome === "written" || outcome === "deleted");
    });
    if (added) for (const listener of listeners) listener();
    return results;
  }

  return {
    capabilities: { persistent: true },

    async collection<T extends object>({ name, indexes = [], unique = [] }: CollectionDefinition<T>) {
      const shape = { name, indexes, unique };
      checkShape(shape);
      const [result] = await write([{ kind: "define", shape }]);
      if (result?.outcome === "duplicate") throw new DuplicateKeyError(name, result.fields);
      collections.add(name);
      return createSqliteCollection<T>({ collection: name, indexes: [...indexes, ...unique] }, read, write);
    },

    async pendingEvents(limit) {
      if (!Number.isInteger(limit) || limit < 1)
        throw new RangeError(`limit must be a whole number from 1, not ${limit}`);
      const rows = read(
        `SELECT * FROM ${OUTBOX} WHERE collection IN (SELECT value FROM json_each(?)) ORDER BY sequence LIMIT ?`,
      ).all(JSON.stringify([...collections]), limit);
      return rows.map(pendingEvent);
    },

    async acknowledgeEvents(events) {
      await write(
        events.map(({ collection, documentId, eventId }) => ({ kind: "acknowledge", collection, documentId, eventId })),
      );
    },

    onPendingEvents(listener) {
      const registered = () => listener();
      listeners.add(registered);
      return () => void listeners.delete(registered);
    },

    async close() {
      if (reader.isOpen) reader.close();
      await writer.close();
    },
  };
}

function pendingEvent(row: Record<string, unknown>): PendingEvent {
  return {
    collection: String(row["collection"]),
    documentId: String(row["document_id"]),
    eventId: String(row["event_id"]),
    event: {
      topic: String(row["topic"]),
      key: String(row["key"]),
      value: row["value"] as Uint8Array,
      headers: JSON.parse(String(row["headers"])) as Record<string, string>,
    },
  };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw openFailure(path, 0, error as Error);
  }
}
