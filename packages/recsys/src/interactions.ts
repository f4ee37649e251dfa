/**
 * Who had which films in which order: films and users are numbers from 0. Per user the films come oldest first, each once.
 * User `u` has `items[starts[u]]` to before `items[starts[u + 1]]`; `times`, in seconds since 1970, stand beside the items.
 */
export type Interactions = Readonly<{
  itemCount: number;
  userCount: number;
  /** `userCount + 1` long. */
  starts: Int32Array;
  items: Int32Array;
  times: Float64Array;
}>;

/** One user's films with their times. */
export type Sequence = Readonly<{ items: ArrayLike<number>; times: ArrayLike<number> }>;

/** Puts sequences together; a sequence without times has 0 for each. */
export function interactionsOf(
  sequences: readonly Readonly<{ items: ArrayLike<number>; times?: ArrayLike<number> }>[],
  itemCount: number,
): Interactions {
  const starts = new Int32Array(sequences.length + 1);
  for (const [user, { items }] of sequences.entries()) starts[user + 1] = starts[user]! + items.length;
  const items = new Int32Array(starts[sequences.length]!);
  const times = new Float64Array(items.length);
  for (const [user, sequence] of sequences.entries()) {
    items.set(sequence.items, starts[user]);
    if (sequence.times) times.set(sequence.times, starts[user]);
  }
  return { itemCount, userCount: sequences.length, starts, items, times };
}

/** A user's films, oldest first: a view of the interactions, not a copy. */
export function historyOf({ items, starts }: Interactions, user: number): Int32Array {
  return items.subarray(starts[user], starts[user + 1]);
}

/** The times of a user's films: a view of the interactions, not a copy. */
export function timesOf({ times, starts }: Interactions, user: number): Float64Array {
  return times.subarray(starts[user], starts[user + 1]);
}
