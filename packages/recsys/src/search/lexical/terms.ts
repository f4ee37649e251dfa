import { words } from "../text.ts";
import { stem } from "./stem.ts";
import { stopWords } from "./stop-words.ts";

/** The words of a text as they are compared for what they say: folded, without stop words, as stems. */
export function termsOf(text: string): string[] {
  return words(text)
    .filter((word) => !stopWords.has(word))
    .map(stem);
}

/** How often each term is said, in the order of their first mention: what a query asks of an index. */
export type WeightedTerms = ReadonlyMap<string, number>;

export function countedTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
