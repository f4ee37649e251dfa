import type { Collection, Where } from "@projectionist/stores";
import type { Collections } from "./collections.ts";

const AT_ONCE = 500;

/** Deletes all that is kept of up to 1,000 viewers but that they were erased: facts and texts. Repeating it is harmless. */
export async function forgetViewers(collections: Collections, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await deleteAll(collections.viewerMovies, userIds);
  await deleteAll(collections.signals, userIds);
  await deleteAll(collections.reviews, userIds);
}

async function deleteAll<T extends { userId: string }>(
  collection: Collection<T>,
  userIds: readonly string[],
): Promise<void> {
  const where = { userId: { in: userIds } } as unknown as Where<T>;
  for (;;) {
    const { items } = await collection.find({ where, limit: AT_ONCE });
    if (items.length === 0) return;
    await Promise.all(items.map(({ id }) => collection.delete(id)));
  }
}
