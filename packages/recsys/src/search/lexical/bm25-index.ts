import { addPosting, FIELDS, noPostings, removePostings, type Postings } from "./postings.ts";
import { countedTerms, type WeightedTerms } from "./terms.ts";

export type Bm25Options<Field extends string> = Readonly<{
  /** What a word in each field counts. */
  fields: Readonly<Record<Field, number>>;
  /** How fast further mentions of a word count less. */
  k1?: number;
  /** How much a mention in a long field counts less than one in a short field, 0 to 1. */
  b?: number;
}>;

/** Which of the query's terms a document has, and where. */
export type Matched<Field extends string> = Readonly<{ term: string; fields: readonly Field[] }>;

/**
 * Documents by the words of their fields. They are numbered by who keeps them; numbers should be small and used again.
 * Whatever was put, replaced and removed, scores are those of an index that is built of what is there.
 */
export interface Bm25Index<Field extends string> {
  readonly size: number;
  /** Adds the document or replaces it. */
  put(slot: number, texts: Readonly<Partial<Record<Field, string>>>): void;
  remove(slot: number): void;
  /** Writes each document's score for the terms into `scores`, whose length is above all slots; 0 where it has none. */
  score(terms: WeightedTerms, scores: Float64Array): void;
  /** Whether any document has the term. */
  has(term: string): boolean;
  /** Tells those of the terms that a document has, in their order. */
  matched(terms: WeightedTerms): (slot: number) => Matched<Field>[];
}

/** `fields` has, for each term, a bit for each field that it stands in. */
type Document = Readonly<{ terms: readonly string[]; fields: Uint16Array; lengths: Float64Array }>;

const nothing: Pick<Document, "terms" | "fields"> = { terms: [], fields: new Uint16Array(0) };

/**
 * BM25F (Robertson, Zaragoza & Taylor 2004): a word's mentions are summed over the fields by weight, each by its field's
 * length, and saturate together; rarity is ln(1 + (N − n + ½) / (n + ½)). Constants measured by `evaluate --protocol search`.
 */
export function createBm25Index<Field extends string>({
  fields: weights,
  k1 = 1.2,
  b = 0.5,
}: Bm25Options<Field>): Bm25Index<Field> {
  const names = Object.keys(weights) as Field[];
  if (names.length >= FIELDS) throw new RangeError(`An index has fewer than ${FIELDS} fields, not ${names.length}.`);
  const weightOf = Float64Array.from(names, (name) => weights[name]);
  const documents = new Map<number, Document>();
  const postings = new Map<string, Postings>();
  const totals = new Float64Array(names.length);
  /** By field, then by slot. */
  let lengths = names.map(() => new Uint32Array(0));

  function remove(slot: number): void {
    const document = documents.get(slot);
    if (!document) return;
    documents.delete(slot);
    for (const [field, length] of document.lengths.entries()) totals[field]! -= length;
    for (const term of document.terms) {
      const of = postings.get(term)!;
      removePostings(of, slot);
      if (of.length === 0) postings.delete(term);
    }
  }

  function makeRoom(slot: number): void {
    if (slot < lengths[0]!.length) return;
    lengths = lengths.map((old) => {
      const larger = new Uint32Array(Math.max(64, 2 * slot));
      larger.set(old);
      return larger;
    });
  }

  /** Adds what a term says to the scores of the documents that have it. */
  function addTerm(
    { slots, counts, length, documents: having }: Postings,
    times: number,
    means: Float64Array,
    scores: Float64Array,
  ): void {
    const rarity = Math.log(1 + (documents.size - having + 0.5) / (having + 0.5));
    const perWord = means.map((mean) => b / mean);
    for (let at = 0; at < length;) {
      const slot = slots[at]!;
      let heard = 0;
      for (; at < length && slots[at] === slot; at++) {
        const field = counts[at]! % FIELDS;
        const count = (counts[at]! - field) / FIELDS;
        const long = perWord[field]! * lengths[field]![slot]!;
        heard += (weightOf[field]! * count) / (1 - b + long);
      }
      scores[slot]! += (times * rarity * heard * (k1 + 1)) / (heard + k1);
    }
  }

  return {
    get size() {
      return documents.size;
    },
    put(slot, texts) {
      remove(slot);
      makeRoom(slot);
      const own = new Map<string, number>();
      const ownLengths = new Float64Array(names.length);
      for (const [field, name] of names.entries()) {
        for (const [term, count] of countedTerms(texts[name] ?? "")) {
          ownLengths[field]! += count;
          const of = postings.get(term) ?? noPostings();
          postings.set(term, of);
          const fields = own.get(term) ?? 0;
          if (fields === 0) of.documents++;
          own.set(term, fields | (1 << field));
          addPosting(of, slot, field, count);
        }
      }
      for (const [field, length] of ownLengths.entries()) totals[field]! += length;
      for (const [field, length] of ownLengths.entries()) lengths[field]![slot] = length;
      const [terms, fields] = [[...own.keys()], Uint16Array.from(own.values())];
      documents.set(slot, { terms, fields, lengths: ownLengths });
    },
    remove,
    score(terms, scores) {
      scores.fill(0);
      const means = totals.map((total) => total / documents.size || 1);
      for (const [term, times] of terms) {
        const of = postings.get(term);
        if (of) addTerm(of, times, means, scores);
      }
    },
    has: (term) => postings.has(term),
    matched(asked) {
      const placeOf = new Map([...asked.keys()].map((term, place) => [term, place]));
      return (slot) => {
        const { terms, fields } = documents.get(slot) ?? nothing;
        const found: { term: string; place: number; of: number }[] = [];
        for (const [at, term] of terms.entries()) {
          const place = placeOf.get(term);
          if (place !== undefined) found.push({ term, place, of: fields[at]! });
        }
        return found
          .sort((one, other) => one.place - other.place)
          .map(({ term, of }) => ({ term, fields: names.filter((_, field) => (of & (1 << field)) > 0) }));
      };
    },
  };
}
