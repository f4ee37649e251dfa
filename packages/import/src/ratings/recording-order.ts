import type { Ratings } from "../layouts/data-set.ts";
import type { Reject } from "../rejections.ts";
import type { Rating } from "./rating.ts";
import { countIfSorted, sortRatings, type RatingGroups } from "./sort-ratings.ts";

export type OrderedRatings = Readonly<{
  groups: RatingGroups;
  /** How many there are; known once the first group is there. */
  total(): number;
}>;

/**
 * A file's ratings with each viewer's in the order of time, in groups: streamed as they are when the file is sorted so,
 * else sorted. Rows that are no ratings go to `reject`, once. `onRead` is told how many rows have been read on the way.
 */
export async function inRecordingOrder(
  ratings: Ratings,
  reject: Reject,
  onRead: (rows: number) => void,
): Promise<OrderedRatings> {
  const sorted = await countIfSorted(
    counted(
      ratings.read(() => {}),
      onRead,
    ),
  );
  if (sorted !== undefined) return { groups: ratings.read(reject), total: () => sorted };
  let total = 0;
  const unsorted = counted(ratings.read(reject), (rows) => {
    total = rows;
    onRead(rows);
  });
  return { groups: sortRatings(unsorted), total: () => total };
}

async function* counted(groups: AsyncIterable<Rating[]>, onRead: (rows: number) => void): AsyncGenerator<Rating[]> {
  let rows = 0;
  for await (const group of groups) {
    rows += group.length;
    onRead(rows);
    yield group;
  }
}
