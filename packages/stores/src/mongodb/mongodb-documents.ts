import { createConnection, type Connection } from "mongoose";
import { checkShape } from "../collection-shape.ts";
import type { CollectionDefinition, Documents } from "../documents.ts";
import type { DocumentsOptions } from "../open.ts";
import { DEADLINE_MS, withinDeadline } from "./deadline.ts";
import { createGate } from "./gate.ts";
import { migrate } from "./migrate.ts";
import { createMongodbCollection } from "./mongodb-collection.ts";
import { openFailure, publicUrl } from "./open-failure.ts";
import { oldestEvents, removeEvents } from "./outbox.ts";
import { compoundKeysOf, schemaOf } from "./schema.ts";
import type { StoredDocument } from "./stored-document.ts";
import { createStamps } from "./stored-event.ts";

const DEFAULT_DATABASE = "projectionist";
/** So long a new primary is waited for. Whoever asks hears that there is none while he still listens. */
const SELECTION_MS = 1_500;

/**
 * Documents in MongoDB 5 or later: stand-alone, a replica set or a cluster, for only writes to one document are atomic.
 * The URL is MongoDB's own, TLS and credentials included; without the name of a database it is `projectionist`. A write
 * is answered when a majority of the servers has it. A server that stops answering makes operations reject within 5 s with
 * {@link StoreUnavailableError}; they go on when it is back.
 * @throws {EngineOpenError}
 */
export async function openMongodbDocuments(url: string, { ca }: DocumentsOptions = {}): Promise<Documents> {
  const connection = await connect(url, ca);
  return documentsOf(connection, `the document store ${publicUrl(url)}`);
}

async function connect(url: string, ca: string | undefined): Promise<Connection> {
  let connection: Connection | undefined;
  try {
    connection = createConnection(url, {
      ...(/^[^/]*\/\/[^/]*\/[^?]/.test(url) ? {} : { dbName: DEFAULT_DATABASE }),
      ...(ca !== undefined && { tls: true, ca }),
      appName: "projectionist",
      writeConcern: { w: "majority" },
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      promoteBuffers: true,
      serverSelectionTimeoutMS: SELECTION_MS,
      connectTimeoutMS: DEADLINE_MS,
      waitQueueTimeoutMS: DEADLINE_MS,
    });
    await connection.asPromise();
    await requireAccess(connection);
    return connection;
  } catch (error) {
    await connection?.close();
    throw openFailure(url, error as Error);
  }
}

/** A server lets anybody connect, and asks who he is at the first command. */
async function requireAccess(connection: Connection): Promise<void> {
  await withinDeadline("read", "MongoDB", async () => {
    await connection.db?.listCollections({}, { nameOnly: true, authorizedCollections: true }).toArray();
  });
}

function documentsOf(connection: Connection, name: string): Documents {
  const gate = createGate(name);
  const names = new Set<string>();
  const listeners = new Set<() => void>();
  const nextStamp = createStamps();
  const stored = (collection: string) => connection.collection<StoredDocument>(collection);

  return {
    capabilities: { persistent: true },

    collection: <T extends object>({ name, indexes = [], unique = [] }: CollectionDefinition<T>) =>
      gate.enter(async () => {
        const shape = { name, indexes, unique };
        checkShape(shape);
        const compoundKeys = compoundKeysOf(shape);
        const schema = schemaOf(shape);
        const model = connection.model(name, schema, name, { overwriteModels: true });
        const collection = stored(name);
        await migrate(collection, schema, compoundKeys);
        names.add(name);
        const target = { collection: name, indexes: [...indexes, ...unique] };
        const announce = () => listeners.forEach((listener) => listener());
        return createMongodbCollection<T>({ target, compoundKeys, model, collection, gate, nextStamp, announce });
      }),

    pendingEvents: (limit) =>
      gate.enter(async () => {
        if (!Number.isInteger(limit) || limit < 1)
          throw new RangeError(`limit must be a whole number from 1, not ${limit}`);
        const oldest = await withinDeadline("read", name, () =>
          Promise.all([...names].map((collection) => oldestEvents(stored(collection), limit))),
        );
        const inOrder = oldest.flat().toSorted((a, b) => a.rank - b.rank);
        return inOrder.slice(0, limit).map(({ pending }) => pending);
      }),

    acknowledgeEvents: (events) =>
      gate.enter(async () => {
        const byCollection = Map.groupBy(events, ({ collection }) => collection);
        await withinDeadline("write", name, () =>
          Promise.all([...byCollection].map(([collection, some]) => removeEvents(stored(collection), some))),
        );
      }),

    onPendingEvents(listener) {
      const registered = () => listener();
      listeners.add(registered);
      return () => void listeners.delete(registered);
    },

    close: () => gate.close(() => connection.close()),
  };
}
