/** Per film, the films that came after it, with their counts. */
export type DirectedCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Directed, decayed co-occurrence: for each pair of films at most `window` places apart in one history,
 * `T[earlier, later] += decay^(gap − 1)`. Histories are film ids in the order in which they were seen, each film once.
 */
export function directedCounts(
  histories: Iterable<readonly string[]>,
  { window = 20, decay = 0.8 }: Readonly<{ window?: number; decay?: number }> = {},
): DirectedCounts {
  const counts = new Map<string, Map<string, number>>();
  for (const history of histories) {
    for (const [place, later] of history.entries()) {
      for (let gap = 1; gap <= Math.min(window, place); gap++) {
        const earlier = history[place - gap];
        if (earlier === undefined) continue;
        const row = counts.get(earlier) ?? new Map<string, number>();
        counts.set(earlier, row.set(later, (row.get(later) ?? 0) + decay ** (gap - 1)));
      }
    }
  }
  return counts;
}
