/** What was shown to each user, best first: films by number. */
export type Lists = readonly ArrayLike<number>[];

/** How many of the lists show each film of a catalog of `itemCount`. */
export function exposure(lists: Lists, itemCount: number): Int32Array {
  const shown = new Int32Array(itemCount);
  for (const list of lists) for (let i = 0; i < list.length; i++) shown[list[i]!]!++;
  return shown;
}
