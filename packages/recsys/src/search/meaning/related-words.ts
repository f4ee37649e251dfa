import type { EmbeddingTable } from "./embedding-table.ts";

/** A word that means nearly the same as another, and the cosine of their vectors. */
export type RelatedWord = Readonly<{ word: string; nearness: number }>;

/** The words that mean nearly the same as one, as `words` folds it; the nearest first, none for most words. */
export type RelatedWords = (word: string) => readonly RelatedWord[];

/** The related words of a table, looked up. */
export function relatedWordsOf({ tokens, relatedCounts, related, nearness }: EmbeddingTable): RelatedWords {
  const starts = new Map<string, number>();
  const counts = new Map<string, number>();
  let start = 0;
  for (const [token, count] of relatedCounts.entries()) {
    if (count > 0) {
      starts.set(tokens[token]!, start);
      counts.set(tokens[token]!, count);
    }
    start += count;
  }
  return (word) => {
    const from = starts.get(word) ?? 0;
    return Array.from({ length: counts.get(word) ?? 0 }, (_, i) => ({
      word: tokens[related[from + i]!]!,
      nearness: nearness[from + i]! / 255,
    }));
  };
}
