import type { PendingEvent } from "../documents.ts";
import type { IdentifiedEvent } from "../outbox-event.ts";

/** An event in its document's outbox, in the order of the writes. */
export type StoredEvent = {
  id: string;
  /** When it was written: see `createStamps`. */
  stamp: number;
  topic: string;
  key: string;
  value: Uint8Array;
  /** JSON text: the names of headers may hold dots and dollars. */
  headers: string;
};

export function storedEvent({ eventId, event }: IdentifiedEvent, stamp: number): StoredEvent {
  const { topic, key, value, headers } = event;
  return { id: eventId, stamp, topic, key, value, headers: JSON.stringify(headers) };
}

export function pendingEventOf(collection: string, documentId: string, stored: StoredEvent): PendingEvent {
  const { id, topic, key, value, headers } = stored;
  return {
    collection,
    documentId,
    eventId: id,
    event: { topic, key, value, headers: JSON.parse(headers) as Record<string, string> },
  };
}

/** Numbers that grow with every call in this process: microseconds since 1970, or one more than the last. */
export function createStamps(now: () => number = Date.now): () => number {
  let last = 0;
  return () => (last = Math.max(last + 1, now() * 1_000));
}
