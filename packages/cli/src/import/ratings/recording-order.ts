import type { Ratings } from "../layouts/data-set.ts";
import type { Reject } from "../rejections.ts";
import type { Rating } from "./rating.ts";
import { areSorted, sortRatings, type RatingGroups } from "./sort-ratings.ts";

/**
 * A file's ratings with each viewer's in the order of time, in groups: streamed as they are when the file is sorted so,
 * else sorted. Rows that are no ratings go to `reject`, once.
 */
export async function inRecordingOrder(
  ratings: Ratings,
  reject: Reject,
  onRead: (rows: number) => void,
): Promise<RatingGroups> {
  const sorted = await areSorted(ratings.read(() => {}));
  const groups = counted(ratings.read(reject), onRead);
  return sorted ? groups : sortRatings(groups);
}

async function* counted(groups: AsyncIterable<Rating[]>, onRead: (rows: number) => void): AsyncGenerator<Rating[]> {
  let rows = 0;
  for await (const group of groups) {
    rows += group.length;
    onRead(rows);
    yield group;
  }
}
