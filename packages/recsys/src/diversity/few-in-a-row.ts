export type FewInARowOptions<T> = Readonly<{
  /** Of so many items in a row ... */
  span: number;
  /** ... at most so many are of one group. */
  most: number;
  /** What an item is of, such as its director and its series. */
  groupsOf: (item: T) => readonly string[];
}>;

/**
 * All the items, nearly in their order: where one would be one too many of its group, those behind it that are not go before it.
 * Only where none is left that is not, more of a group follow each other. Cost: the square of the items.
 */
export function fewInARow<T>(items: readonly T[], { span, most, groupsOf }: FewInARowOptions<T>): T[] {
  const left = items.map((item) => ({ item, groups: groupsOf(item) }));
  const taken: typeof left = [];
  while (left.length > 0) {
    const near = taken.slice(Math.max(0, taken.length - span + 1)).flatMap(({ groups }) => groups);
    const isOneTooMany = (group: string) => near.filter((other) => other === group).length >= most;
    const next = left.findIndex(({ groups }) => !groups.some(isOneTooMany));
    taken.push(...left.splice(Math.max(0, next), 1));
  }
  return taken.map(({ item }) => item);
}
