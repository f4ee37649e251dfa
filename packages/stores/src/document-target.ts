import type { WriteOptions } from "./documents.ts";
import { identifyEvent, type IdentifiedEvent } from "./outbox-event.ts";

const MAX_ID_CHARACTERS = 512;

/** The document that a write is about, checked. */
export type DocumentTarget = Readonly<{
  collection: string;
  id: string;
  expectedVersion: number | "absent" | undefined;
  events: readonly IdentifiedEvent[];
}>;

/** @throws {TypeError} naming the part of the write that is malformed */
export function documentTarget(collection: string, id: string, options: WriteOptions): DocumentTarget {
  const { expectedVersion, events = [] } = options;
  if (typeof id !== "string" || id === "" || id.length > MAX_ID_CHARACTERS || !id.isWellFormed()) {
    throw new TypeError(`the id of a document must be a text of 1 to ${MAX_ID_CHARACTERS} characters`);
  }
  const known = expectedVersion === undefined || expectedVersion === "absent";
  if (!known && !(Number.isInteger(expectedVersion) && expectedVersion > 0)) {
    throw new TypeError(`expectedVersion must be a whole number from 1 or "absent", not ${expectedVersion}`);
  }
  return { collection, id, expectedVersion, events: events.map(identifyEvent) };
}
