import type { mongo } from "mongoose";
import type { Scalar, Stored } from "../documents.ts";
import { sortableText, textOfSortable } from "./sortable-text.ts";
import type { StoredEvent } from "./stored-event.ts";

/**
 * A document of a collection as it lies in MongoDB. Every scalar of the value's top level is a field of its own, so that
 * whichever a later definition indexes is there already, whoever wrote it. The rest is JSON text, which gives back what
 * BSON would change or refuse (keys such as `$ref`, `_bsontype` and those with a NUL).
 */
export type StoredDocument = {
  _id: string;
  /** 0 when the document was deleted and only its outbox is left: no read finds it, no unique key counts it. */
  version: number;
  fields?: Record<string, Scalar>;
  rest?: string;
  /** By unique key of several fields: their values in one text, where the document has them all. */
  unique?: Record<string, string>;
  /** Absent when nothing waits. */
  outbox?: StoredEvent[];
};

/** The driver's collection. What goes to it directly is made of checked JSON, which mongoose need not cast. */
export type StoredCollection = mongo.Collection<StoredDocument>;

/** What a put replaces. */
export type StoredValue = Pick<StoredDocument, "fields" | "rest" | "unique">;

/** The parts of a value. `json` is its JSON text, `compoundKeys` are the unique keys of several fields. */
export function storedValue(json: string, compoundKeys: readonly (readonly string[])[]): StoredValue {
  const fields: Record<string, Scalar> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(JSON.parse(json) as object)) {
    if (/^[A-Za-z]\w*$/.test(name) && isScalar(member)) fields[name] = storedScalar(member);
    else rest[name] = member;
  }
  const unique = uniqueTexts(fields, compoundKeys);
  return {
    fields,
    ...(Object.keys(rest).length > 0 ? { rest: JSON.stringify(rest) } : {}),
    ...(Object.keys(unique).length > 0 ? { unique } : {}),
  };
}

/** The name under which `unique` holds the text of a key. */
export const nameOfKey = (key: readonly string[]) => key.join(",");

/** What `unique` holds for a document with these fields. */
export function uniqueTexts(
  fields: Readonly<Record<string, Scalar>>,
  compoundKeys: readonly (readonly string[])[],
): Record<string, string> {
  const complete = compoundKeys.filter((key) => key.every((field) => Object.hasOwn(fields, field)));
  return Object.fromEntries(complete.map((key) => [nameOfKey(key), JSON.stringify(key.map((field) => fields[field]))]));
}

/** The document as its reader wants it. */
export function storedOf<T>({ _id, version, fields = {}, rest = "{}" }: StoredDocument): Stored<T> {
  const scalars = Object.entries(fields).map(([name, value]) => [name, scalarOf(value)]);
  return { id: _id, version, value: { ...Object.fromEntries(scalars), ...(JSON.parse(rest) as object) } as T };
}

/** A scalar as `fields` holds it. */
export function storedScalar(value: Scalar): Scalar {
  return typeof value === "string" ? sortableText(value) : value;
}

function scalarOf(value: Scalar): Scalar {
  return typeof value === "string" ? textOfSortable(value) : value;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
