import { mongo } from "mongoose";
import { fieldsOfDuplicate } from "./schema.ts";
import type { StoredCollection, StoredDocument, StoredValue } from "./stored-document.ts";
import type { StoredEvent } from "./stored-event.ts";

/** A document's new value, to be written over a certain version: `undefined` where nothing may be stored yet. */
export type GuardedWrite = Readonly<{
  id: string;
  over: number | undefined;
  value: StoredValue;
  events: readonly StoredEvent[];
}>;

/** `lost`: another version is stored. */
export type GuardedResult = "written" | "lost" | Readonly<{ duplicate: readonly string[] }>;

const DUPLICATE_KEY = 11_000;
const IMMUTABLE_FIELD = 66;
const PATH_NOT_VIABLE = 28;

/**
 * Tries writes to different documents in one round trip; one that fails leaves the others alone.
 * @throws the server refused one for another reason, or could not be reached: what was written is unknown then
 */
export async function tryWrites(
  collection: StoredCollection,
  writes: readonly GuardedWrite[],
): Promise<GuardedResult[]> {
  const results = writes.map((): GuardedResult => "written");
  if (writes.length === 0) return results;
  const done = await collection.bulkWrite(writes.map(operationOf), { ordered: false }).catch((error: unknown) => {
    for (const failure of failuresOf(error)) results[failure.index] = resultOf(failure);
    return (error as mongo.MongoBulkWriteError).result;
  });
  const written = writes.filter((_, index) => results[index] === "written");
  const replaced = written.filter(({ over }) => over !== undefined).length;
  if (done.matchedCount !== replaced || done.insertedCount < written.length - replaced) {
    throw new Error(`${collection.collectionName}: the server did not account for every write of a batch`);
  }
  return results;
}

/** What failed alone. @throws the error, where more than single operations failed: the client wraps that alike */
function failuresOf(error: unknown): mongo.WriteError[] {
  const failures = error instanceof mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
  if (failures.length === 0 || (error as mongo.MongoBulkWriteError).result.getWriteConcernError()) throw error;
  return failures;
}

function operationOf({ id, over, value, events }: GuardedWrite): mongo.AnyBulkWriteOperation<StoredDocument> {
  if (over === undefined) {
    const outbox = events.length > 0 ? { outbox: [...events] } : {};
    return { insertOne: { document: { _id: id, version: 1, ...value, ...outbox } } };
  }
  return {
    updateOne: {
      filter: { _id: id, version: over },
      update: { ...replacing(value, over + 1), ...pushing(events), ...failingWithoutMatch },
      upsert: true,
    },
  };
}

/**
 * A bulk write tells which operations failed, not which found nothing. This upsert fails where it finds nothing: what it
 * would have to insert is a member of a text.
 */
const failingWithoutMatch = { $setOnInsert: { "_id.none": true } as object };

function replacing(value: StoredValue, version: number) {
  const absent = (["rest", "unique"] as const).filter((name) => value[name] === undefined);
  return { $set: { version, ...value }, $unset: Object.fromEntries(absent.map((name) => [name, true as const])) };
}

/** The part of an update that appends to the outbox. */
export function pushing(events: readonly StoredEvent[]) {
  return events.length > 0 ? { $push: { outbox: { $each: [...events] } } } : {};
}

function resultOf({ code, errmsg = "" }: mongo.WriteError): GuardedResult {
  if (code === IMMUTABLE_FIELD || code === PATH_NOT_VIABLE) return "lost";
  if (code !== DUPLICATE_KEY) throw new Error(`the server refused a write: ${errmsg}`);
  const duplicate = fieldsOfDuplicate(errmsg);
  return duplicate === undefined ? "lost" : { duplicate };
}
