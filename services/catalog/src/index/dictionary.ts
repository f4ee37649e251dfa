/** Numbers distinct strings 0, 1, 2, … as they come, so that a film holds small numbers and counting is an array access. */
export type Dictionary = Readonly<{
  numberOf(value: string): number;
  /** The number of a value seen before; undefined for others. */
  find(value: string): number | undefined;
  valueOf(number: number): string;
  size(): number;
}>;

export function createDictionary(): Dictionary {
  const numbers = new Map<string, number>();
  const values: string[] = [];
  return {
    numberOf(value) {
      const known = numbers.get(value);
      if (known !== undefined) return known;
      numbers.set(value, values.length);
      return values.push(value) - 1;
    },
    find: (value) => numbers.get(value),
    valueOf: (number) => values[number] ?? "",
    size: () => values.length,
  };
}
