import type { mongo, Schema } from "mongoose";
import { DuplicateKeyError } from "../documents.ts";
import { fieldsOfDuplicate, nameOfUnique } from "./schema.ts";
import { nameOfKey, uniqueTexts, type StoredCollection, type StoredDocument } from "./stored-document.ts";

const BATCH = 1_000;
const NAMESPACE_NOT_FOUND = 26;

/**
 * Makes the indexes of the schema that are missing, however long that takes; those that are there cost nothing. Documents written before a unique
 * key of several fields was defined get its text first. A process that does not know such a key must no longer write.
 * @throws {DuplicateKeyError} documents there break a unique key
 */
export async function migrate(
  collection: StoredCollection,
  schema: Schema<StoredDocument>,
  compoundKeys: readonly (readonly string[])[],
): Promise<void> {
  const there = await indexNames(collection);
  const missing = schema.indexes().filter(([, { name }]) => !there.has(String(name)));
  for (const key of compoundKeys) {
    if (!there.has(nameOfUnique(key))) await addTexts(collection, key);
  }
  if (missing.length === 0) return;
  const descriptions = missing.map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription);
  try {
    await collection.createIndexes(descriptions);
  } catch (error) {
    const fields = fieldsOfDuplicate((error as Error).message);
    throw fields === undefined ? error : new DuplicateKeyError(collection.collectionName, fields);
  }
}

async function indexNames(collection: StoredCollection): Promise<Set<string>> {
  try {
    return new Set((await collection.indexes()).map(({ name }) => String(name)));
  } catch (error) {
    if ((error as mongo.MongoServerError).code === NAMESPACE_NOT_FOUND) return new Set();
    throw error;
  }
}

async function addTexts(collection: StoredCollection, key: readonly string[]): Promise<void> {
  const path = `unique.${nameOfKey(key)}`;
  const present = Object.fromEntries(key.map((field) => [`fields.${field}`, { $exists: true }]));
  const lacking = collection.find(
    { ...present, [path]: { $exists: false } },
    { projection: { version: 1, fields: 1 }, batchSize: BATCH },
  );
  const updates: mongo.AnyBulkWriteOperation<StoredDocument>[] = [];
  for await (const { _id, version, fields = {} } of lacking) {
    const [text] = Object.values(uniqueTexts(fields, [key]));
    updates.push({ updateOne: { filter: { _id, version }, update: { $set: { [path]: text } } } });
    if (updates.length === BATCH) await collection.bulkWrite(updates.splice(0), { ordered: false });
  }
  if (updates.length > 0) await collection.bulkWrite(updates, { ordered: false });
}
