/** Terms by number, ascending, with weights whose squares sum to 1, or nothing. */
export type TermVector = Readonly<{ terms: Int32Array; weights: Float32Array }>;

/** How rare each term is among the documents that it was learned from. */
export interface TfIdf {
  readonly termCount: number;
  /** A document's vector: `(1 + ln tf) · ln(1 + documents / df)` by its length; terms that were not learned are left out. */
  vectorOf(document: readonly string[]): TermVector;
}

/** TF-IDF with sublinear term frequency and cosine normalisation (Salton & Buckley 1988). Cost: the terms of the documents. */
export function fitTfIdf(documents: readonly (readonly string[])[]): TfIdf {
  const numbers = new Map<string, number>();
  const documentsWith: number[] = [];
  for (const document of documents) {
    for (const term of new Set(document)) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      documentsWith[number] = (documentsWith[number] ?? 0) + 1;
    }
  }
  const rarity = documentsWith.map((count) => Math.log(1 + documents.length / count));
  return {
    termCount: numbers.size,
    vectorOf(document) {
      const counts = new Map<number, number>();
      for (const term of document) {
        const number = numbers.get(term);
        if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
      }
      const entries = [...counts].sort(([a], [b]) => a - b);
      const weights = Float32Array.from(entries, ([term, count]) => (1 + Math.log(count)) * rarity[term]!);
      const norm = Math.hypot(...weights) || 1;
      return { terms: Int32Array.from(entries, ([term]) => term), weights: weights.map((weight) => weight / norm) };
    },
  };
}
