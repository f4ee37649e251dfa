import type { Interactions } from "../interactions.ts";

/** Where each film stands in the sequences: film `i` at `at[starts[i]]` to before `at[starts[i + 1]]`, ascending. */
export type ItemPlaces = Readonly<{
  starts: Int32Array;
  at: Int32Array;
  /** Whose sequence a place is in. */
  userAt: Int32Array;
}>;

/** The inverted index of interactions. Cost: two passes. */
export function placesOf({ itemCount, items, starts: sequences, userCount }: Interactions): ItemPlaces {
  const starts = new Int32Array(itemCount + 1);
  for (const item of items) starts[item + 1]!++;
  for (let item = 0; item < itemCount; item++) starts[item + 1]! += starts[item]!;
  const next = starts.slice();
  const at = new Int32Array(items.length);
  for (const [place, item] of items.entries()) at[next[item]!++] = place;
  const userAt = new Int32Array(items.length);
  for (let user = 0; user < userCount; user++) userAt.fill(user, sequences[user], sequences[user + 1]);
  return { starts, at, userAt };
}
