import { Schema } from "mongoose";
import type { CollectionShape } from "../collection-shape.ts";
import { nameOfKey, type StoredDocument } from "./stored-document.ts";

/** Of the index that holds the documents with pending events, the oldest first. */
export const OUTBOX_STAMP = "outbox.stamp";

/** The unique keys of several fields. */
export function compoundKeysOf({ unique }: CollectionShape): (readonly string[])[] {
  return unique.filter((key) => key.length > 1);
}

/**
 * The one place that says what a collection holds and which indexes it has. A unique key is two indexes: a sparse one,
 * which counts only the documents that have the key, and one over all documents, which queries read.
 */
export function schemaOf(shape: CollectionShape): Schema<StoredDocument> {
  const schema = new Schema<StoredDocument>(
    {
      _id: { type: String, required: true },
      version: { type: Number, required: true },
      fields: Schema.Types.Mixed,
      rest: String,
      unique: Schema.Types.Mixed,
      outbox: { type: [Schema.Types.Mixed], default: undefined },
    },
    { autoIndex: false, autoCreate: false, versionKey: false, id: false, strictQuery: "throw" },
  );
  for (const fields of [...shape.indexes, ...shape.unique]) {
    const paths = [...fields.map((field) => [`fields.${field}`, 1] as const), ["_id", 1] as const];
    schema.index(Object.fromEntries(paths), { name: `by ${fields.join(", ")}` });
  }
  for (const key of shape.unique) {
    schema.index({ [uniquePath(key)]: 1 }, { name: nameOfUnique(key), unique: true, sparse: true });
  }
  schema.index({ [OUTBOX_STAMP]: 1 }, { name: "outbox", sparse: true });
  return schema;
}

/** A field that holds nothing but scalars, or is absent, can be the key itself. */
function uniquePath(key: readonly string[]): string {
  return key.length === 1 ? `fields.${key[0]}` : `unique.${nameOfKey(key)}`;
}

export const nameOfUnique = (key: readonly string[]) => `unique ${key.join(", ")}`;

/** The fields of the unique key that the server's message names; undefined when it is the id's or the message another. */
export function fieldsOfDuplicate(message: string): string[] | undefined {
  return /E11000 .* index: unique (.+?) dup key/s.exec(message)?.[1]?.split(", ");
}
