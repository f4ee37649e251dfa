/** Means of figures that come one user or event at a time. */
export type Tally = Readonly<{
  add(figures: Readonly<Record<string, number>>): void;
  /** How many were added. */
  count(): number;
  means(): Record<string, number>;
  /** The standard error of each mean; 0 where less than two were added. */
  errors(): Record<string, number>;
}>;

export function createTally(): Tally {
  const sums = new Map<string, { sum: number; squares: number }>();
  let count = 0;
  const each = (figure: (entry: Readonly<{ sum: number; squares: number }>) => number) =>
    Object.fromEntries([...sums].map(([name, entry]) => [name, figure(entry)]));
  return {
    add(figures) {
      count++;
      for (const [name, value] of Object.entries(figures)) {
        const { sum, squares } = sums.get(name) ?? { sum: 0, squares: 0 };
        sums.set(name, { sum: sum + value, squares: squares + value * value });
      }
    },
    count: () => count,
    means: () => each(({ sum }) => sum / count),
    errors: () =>
      each(({ sum, squares }) =>
        count < 2 ? 0 : Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2) / (count - 1)),
      ),
  };
}
