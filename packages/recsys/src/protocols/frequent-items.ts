import { historyOf, interactionsOf, timesOf, type Interactions } from "../interactions.ts";

/** Interactions with some of the films, numbered anew; `itemOf[i]` is what film `i` was before. */
export type ItemSubset = Readonly<{ interactions: Interactions; itemOf: Int32Array }>;

/** What is left with the films that at least `viewers` users have; users keep their numbers, some may have none left. */
export function frequentItems(all: Interactions, viewers: number): ItemSubset {
  const counts = new Int32Array(all.itemCount);
  for (const item of all.items) counts[item]!++;
  const itemOf = Int32Array.from(counts.keys()).filter((item) => counts[item]! >= viewers);
  const numberOf = new Int32Array(all.itemCount).fill(-1);
  for (const [number, item] of itemOf.entries()) numberOf[item] = number;
  const sequences = Array.from({ length: all.userCount }, (_, user) => {
    const times = timesOf(all, user);
    const numbers = historyOf(all, user).map((item) => numberOf[item]!);
    return { items: numbers.filter((item) => item >= 0), times: times.filter((_, place) => numbers[place]! >= 0) };
  });
  return { interactions: interactionsOf(sequences, itemOf.length), itemOf };
}
