import { createBm25Index, type Matched } from "./lexical/bm25-index.ts";
import { expandedTerms } from "./lexical/expand.ts";
import type { WeightedTerms } from "./lexical/terms.ts";
import type { OpenByteRows } from "./meaning/byte-rows.ts";
import type { RelatedWords } from "./meaning/related-words.ts";
import { createVectorIndex } from "./meaning/vector-index.ts";
import { bestSlots } from "./ranking/best-slots.ts";
import { blendZScores } from "./ranking/blend-z-scores.ts";

/** What is told of a document, field by field. */
export type SearchFields<Field extends string> = Readonly<Partial<Record<Field, string>>>;

export type SearchQuery = Readonly<{
  text: string;
  /** Of the text, by the embedder that made the documents' vectors. */
  vector?: Float32Array;
}>;

/** A document that answers a query. */
export type SearchHit = Readonly<{
  id: string;
  /** The sum that hits are ordered by; 0 is what documents have on average. */
  score: number;
  /** BM25 of the query's words and of related ones; 0 where none meets. */
  lexical: number;
  /** The cosine of what query and document mean; 0 where either has no vector. */
  meaning: number;
}>;

export type DocumentSearchOptions<Field extends string> = Readonly<{
  /** What a word in each field counts. */
  fields: Readonly<Record<Field, number>>;
  /** Of the vectors, where there will be any. */
  dimensions?: number;
  /** What nearness of meaning counts beside words. Default 0.7, for static embeddings; 1 for a transformer's. */
  meaningWeight?: number;
  /** What popularity counts beside words: enough to order what is alike. Default 0.1. */
  popularityWeight?: number;
  related?: RelatedWords;
  /** Where the vectors are kept and multiplied; in plain TypeScript unless told. */
  rows?: OpenByteRows;
}>;

/** Documents by their words and by what they mean, ready to be asked after each change. */
export interface DocumentSearch<Field extends string> {
  readonly size: number;
  /** Adds the document or replaces it, with its vector; `popularity` is how many cared for it. */
  put(id: string, texts: SearchFields<Field>, popularity?: number): void;
  setPopularity(id: string, popularity: number): void;
  /** Until a document's vector is set it is found by its words alone. */
  setVector(id: string, vector: Float32Array): void;
  remove(id: string): void;
  /** The `limit` best of the documents that `keep` lets pass and that have a word of the query or mean what it means. */
  search(query: SearchQuery, limit: number, keep?: (id: string) => boolean): SearchHit[];
  /** Which of the text's words a document has, as stems, and where; none once it is gone. */
  matched(text: string): (id: string) => readonly Matched<Field>[];
  /** The blended score of every document, by id: what `search` orders by. */
  scores(query: SearchQuery): ReadonlyMap<string, number>;
}

/** Nearer than so many standard deviations above the mean, a document is found without any of the words. */
const NEAR = 2;
/** No document's slot. */
const NONE = -1;

export function createDocumentSearch<Field extends string>(
  options: DocumentSearchOptions<Field>,
): DocumentSearch<Field> {
  const { fields, dimensions = 1, meaningWeight = 0.7, popularityWeight = 0.1, related = () => [] } = options;
  const words = createBm25Index({ fields });
  const vectors = createVectorIndex(dimensions, options.rows);
  const slotOf = new Map<string, number>();
  const idOf: (string | undefined)[] = [];
  const free: number[] = [];
  let room = 0;
  /** Until something changes. */
  let slots: ReturnType<typeof slotsNow> | undefined;
  let asked: Readonly<{ text: string; terms: WeightedTerms }> | undefined;
  let [lexical, meaning, near, popularity, blended] = [array(), array(), array(), array(), array()];

  function takeSlot(id: string): number {
    const slot = free.pop() ?? idOf.length;
    idOf[slot] = id;
    slotOf.set(id, slot);
    if (slot >= room) {
      room = Math.max(64, Math.ceil(1.5 * (slot + 1)));
      [lexical, meaning, near, blended] = [array(room), array(room), array(room), array(room)];
      popularity = array(room, popularity);
    }
    return slot;
  }

  function slotsNow() {
    const all = Int32Array.from(slotOf.values());
    return { all, withVector: all.filter((slot) => vectors.has(slot)) };
  }

  /** What was asked for is told of right after: the last text's terms are kept until something changes. */
  function termsOf(text: string): WeightedTerms {
    if (asked?.text !== text) asked = { text, terms: expandedTerms(text, related, (term) => words.has(term)) };
    return asked.terms;
  }

  /** Scores all documents. */
  function ask({ text, vector }: SearchQuery): void {
    words.score(termsOf(text), lexical);
    if (vector) vectors.score(vector, meaning);
    else meaning.fill(0);
    const { all, withVector } = (slots ??= slotsNow());
    blendZScores([{ scores: meaning, weight: 1, slots: withVector }], all, near);
    const parts = [
      { scores: lexical, weight: 1 },
      { scores: near, weight: meaningWeight },
      { scores: popularity, weight: popularityWeight },
    ];
    blendZScores(parts, all, blended);
  }

  return {
    get size() {
      return slotOf.size;
    },
    put(id, texts, count = 0) {
      const slot = slotOf.get(id) ?? takeSlot(id);
      [slots, asked] = [undefined, undefined];
      words.put(slot, texts);
      vectors.remove(slot);
      popularity[slot] = Math.log1p(count);
    },
    setPopularity(id, count) {
      const slot = slotOf.get(id);
      if (slot !== undefined) popularity[slot] = Math.log1p(count);
    },
    setVector(id, vector) {
      const slot = slotOf.get(id);
      if (slot === undefined) return;
      slots = undefined;
      vectors.put(slot, vector);
    },
    remove(id) {
      const slot = slotOf.get(id);
      if (slot === undefined) return;
      [slots, asked] = [undefined, undefined];
      words.remove(slot);
      vectors.remove(slot);
      popularity[slot] = 0;
      slotOf.delete(id);
      idOf[slot] = undefined;
      free.push(slot);
    },
    search(query, limit, keep = () => true) {
      ask(query);
      const counts = (slot: number) => (lexical[slot]! > 0 || near[slot]! >= NEAR) && keep(idOf[slot]!);
      return Array.from(bestSlots(slots!.all, { limit, scores: blended, ids: idOf, counts }), (slot) => ({
        id: idOf[slot]!,
        score: blended[slot]!,
        lexical: lexical[slot]!,
        meaning: meaning[slot]!,
      }));
    },
    matched(text) {
      const matchedBy = words.matched(termsOf(text));
      return (id) => matchedBy(slotOf.get(id) ?? NONE);
    },
    scores(query) {
      ask(query);
      return new Map([...slotOf].map(([id, slot]) => [id, blended[slot]!]));
    },
  };
}

function array(length = 0, from?: Float64Array): Float64Array<ArrayBuffer> {
  const made = new Float64Array(length);
  if (from) made.set(from);
  return made;
}
