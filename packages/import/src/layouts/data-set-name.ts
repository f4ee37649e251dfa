import type { Archive } from "../archive/archive.ts";

const known: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^ml-latest-small\b/i, "ml-small"],
  [/^ml-latest(?!-small)\b/i, "ml-latest"],
  [/^ml-100k\b/i, "ml100k"],
  [/^ml-1m\b/i, "ml1m"],
  [/^ml-10m/i, "ml10m"],
  [/^ml-20m\b/i, "ml20m"],
  [/^ml-25m\b/i, "ml25m"],
  [/^ml-32m\b/i, "ml32m"],
];

/** The data set that an archive's top folder or own name names as its publisher does; undefined when it names none. */
export function nameByLabel({ label }: Archive): string | undefined {
  return known.find(([pattern]) => pattern.test(label))?.[1];
}
