/** What became of the rows of a file. */
export type Tally = { read: number; new: number; changed: number; same: number; rejected: number; seconds: number };

export function emptyTally(): Tally {
  return { read: 0, new: 0, changed: 0, same: 0, rejected: 0, seconds: 0 };
}

/** The tally of rows that an earlier import has brought in already. */
export function unchangedTally({ read, rejected }: Tally): Tally {
  return { ...emptyTally(), read, rejected, same: read - rejected };
}

/** The tally of an import that is taken up again: what its earlier part brought in counts as that, not as found there. */
export function continuedTally(tally: Tally, earlier: Tally | undefined): Tally {
  if (!earlier) return tally;
  return {
    ...tally,
    new: tally.new + earlier.new,
    changed: tally.changed + earlier.changed,
    same: Math.max(0, tally.same - earlier.new - earlier.changed),
    seconds: tally.seconds + earlier.seconds,
  };
}

/** Completes a tally: what was rejected, what was read in all, and the seconds since `started`. */
export function closeTally(tally: Tally, rejected: number, started: number): Tally {
  const read = tally.new + tally.changed + tally.same + rejected;
  return { ...tally, rejected, read, seconds: (performance.now() - started) / 1000 };
}
