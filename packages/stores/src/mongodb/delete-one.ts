import type { DocumentTarget } from "../document-target.ts";
import { pushing } from "./guarded-write.ts";
import type { StoredCollection } from "./stored-document.ts";
import type { StoredEvent } from "./stored-event.ts";

/**
 * Deletes a document. What waits in its outbox stays, in a document of version 0 that holds nothing else; without any,
 * nothing stays.
 */
export async function deleteOne(
  collection: StoredCollection,
  { id, expectedVersion }: DocumentTarget,
  events: readonly StoredEvent[],
): Promise<"deleted" | "absent" | "conflict"> {
  if (expectedVersion !== "absent") {
    const filter = { _id: id, version: expectedVersion ?? { $gt: 0 } };
    if (events.length === 0) {
      const { deletedCount } = await collection.deleteOne({ ...filter, outbox: { $exists: false } });
      if (deletedCount > 0) return "deleted";
    }
    const { matchedCount } = await collection.updateOne(filter, {
      $set: { version: 0 },
      $unset: { fields: true, rest: true, unique: true },
      ...pushing(events),
    });
    // Its events may have been acknowledged between the two.
    if (matchedCount > 0 && events.length === 0) await collection.deleteOne(emptied(id));
    if (matchedCount > 0) return "deleted";
    if (expectedVersion === undefined) return "absent";
  }
  const other = await collection.findOne({ _id: id, version: { $gt: 0 } }, { projection: { version: 1 } });
  return other === null ? "absent" : "conflict";
}

/** Finds a deleted document that has nothing to publish any more. */
const emptied = (id: string) => ({ _id: id, version: 0, outbox: { $exists: false } });
