import type { PendingEvent } from "../documents.ts";
import { OUTBOX_STAMP } from "./schema.ts";
import { pendingEventOf, type StoredEvent } from "./stored-event.ts";
import type { StoredCollection } from "./stored-document.ts";

type Ranked = Readonly<{ rank: number; pending: PendingEvent }>;

/** The events of one collection that were written first. */
export async function oldestEvents(collection: StoredCollection, limit: number): Promise<Ranked[]> {
  const documents = await collection
    .find({ [OUTBOX_STAMP]: { $exists: true } }, { projection: { outbox: 1 } })
    .sort({ [OUTBOX_STAMP]: 1 })
    .limit(limit)
    .toArray();
  return documents.flatMap(({ _id, outbox = [] }) => rankedEvents(collection.collectionName, _id, outbox));
}

/** Events of one document keep their order, even where the clocks of two processes that wrote to it disagree. */
function rankedEvents(collection: string, documentId: string, outbox: readonly StoredEvent[]): Ranked[] {
  let rank = 0;
  return outbox.map((stored) => {
    rank = Math.max(rank, stored.stamp);
    return { rank, pending: pendingEventOf(collection, documentId, stored) };
  });
}

/** Takes published events of one collection away, and deleted documents whose last they were. */
export async function removeEvents(collection: StoredCollection, events: readonly PendingEvent[]): Promise<void> {
  const byDocument = Map.groupBy(events, ({ documentId }) => documentId);
  const written = { $in: [...byDocument.keys()] };
  await collection.bulkWrite([
    ...[...byDocument].map(([documentId, ofDocument]) => ({
      updateOne: {
        filter: { _id: documentId },
        update: { $pull: { outbox: { id: { $in: ofDocument.map(({ eventId }) => eventId) } } } },
      },
    })),
    { updateMany: { filter: { _id: written, outbox: { $size: 0 } }, update: { $unset: { outbox: true } } } },
    { deleteMany: { filter: { _id: written, version: 0, outbox: { $exists: false } } } },
  ]);
}
