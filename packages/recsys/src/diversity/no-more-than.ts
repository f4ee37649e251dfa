export type NoMoreThanOptions<T> = Readonly<{
  /** How many items the list is to have. */
  count: number;
  /** How many of them may be of one group. */
  most: number;
  /** What an item is of, such as its director and its series. */
  groupsOf: (item: T) => readonly string[];
}>;

/**
 * The first `count` items, in their order, of which no more than `most` are of one group; where that leaves too few, the first
 * of those passed over fill up the end.
 */
export function noMoreThan<T>(items: readonly T[], { count, most, groupsOf }: NoMoreThanOptions<T>): T[] {
  const taken: T[] = [];
  const passed: T[] = [];
  const of = new Map<string, number>();
  for (const item of items) {
    if (taken.length >= count) break;
    const groups = groupsOf(item);
    if (groups.some((group) => (of.get(group) ?? 0) >= most)) {
      passed.push(item);
      continue;
    }
    for (const group of groups) of.set(group, (of.get(group) ?? 0) + 1);
    taken.push(item);
  }
  return [...taken, ...passed.slice(0, count - taken.length)];
}
