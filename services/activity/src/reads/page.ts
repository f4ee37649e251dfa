import { ProblemError } from "@projectionist/service-kit";
import { BadCursorError, type Collection, type Query, type Stored } from "@projectionist/stores";

export type PageOf<Item> = Readonly<{ items: Item[]; nextCursor?: string }>;
export type PageRequest = Readonly<{ limit?: number | undefined; cursor?: string | undefined }>;

/**
 * A page of documents as the items that `show` makes of them; those that it makes nothing of are left out.
 * @throws {ProblemError} `malformed-cursor`
 */
export async function pageOf<T extends object, Item>(
  collection: Collection<T>,
  query: Pick<Query<T>, "where" | "sort">,
  { limit = 50, cursor }: PageRequest,
  show: (documents: readonly Stored<T>[]) => Promise<readonly (Item | undefined)[]> | readonly (Item | undefined)[],
): Promise<PageOf<Item>> {
  try {
    const { items, nextCursor } = await collection.find({
      ...query,
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const shown = (await show(items)).filter((item): item is Item => item !== undefined);
    return { items: shown, ...(nextCursor === undefined ? {} : { nextCursor }) };
  } catch (error) {
    if (!(error instanceof BadCursorError)) throw error;
    const message = "does not belong to this list: send `nextCursor` unchanged, or leave it out";
    throw new ProblemError("malformed-cursor", { errors: [{ path: "query/cursor", message }] }, { cause: error });
  }
}
