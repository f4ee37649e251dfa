/** What became of the rows of a file. */
export type Tally = { read: number; new: number; changed: number; same: number; rejected: number; seconds: number };

export function emptyTally(): Tally {
  return { read: 0, new: 0, changed: 0, same: 0, rejected: 0, seconds: 0 };
}

/** The tally of rows that an earlier import has brought in already. */
export function unchangedTally({ read, rejected }: Tally): Tally {
  return { ...emptyTally(), read, rejected, same: read - rejected };
}

/** Completes a tally: what was rejected, what was read in all, and the seconds since `started`. */
export function closeTally(tally: Tally, rejected: number, started: number): Tally {
  const read = tally.new + tally.changed + tally.same + rejected;
  return { ...tally, rejected, read, seconds: (performance.now() - started) / 1000 };
}
