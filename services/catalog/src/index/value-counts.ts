/** In how many films each numbered value stands. */
export type ValueCounts = Readonly<{
  /** Numbers from there on stand in none. */
  size(): number;
  of(value: number): number;
}>;

export type GrowingCounts = ValueCounts &
  Readonly<{
    add(values: readonly number[]): void;
    remove(values: readonly number[]): void;
  }>;

export function createValueCounts(): GrowingCounts {
  const counts: number[] = [];
  const change = (values: readonly number[], by: number) => {
    for (const value of values) counts[value] = (counts[value] ?? 0) + by;
  };
  return {
    size: () => counts.length,
    of: (value) => counts[value] ?? 0,
    add: (values) => change(values, 1),
    remove: (values) => change(values, -1),
  };
}
