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
  slot: number;
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

/**
 * Documents by their words and by what they mean, ready to be asked after each change. They are numbered by who keeps them;
 * numbers should be small and used again.
 */
export interface DocumentSearch<Field extends string> {
  readonly size: number;
  /** Adds the document or replaces it, with its vector; `popularity` is how many cared for it, `id` settles ties. */
  put(slot: number, id: string, texts: SearchFields<Field>, popularity?: number): void;
  setPopularity(slot: number, popularity: number): void;
  /** Until a document's vector is set it is found by its words alone. */
  setVector(slot: number, vector: Float32Array): void;
  remove(slot: number): void;
  /** The `limit` best of the documents that `keep` marks by 1 and that have a word of the query or mean what it means. */
  search(query: SearchQuery, limit: number, keep?: Uint8Array): SearchHit[];
  /** Which of the text's words a document has, as stems, and where; none once it is gone. */
  matched(text: string): (slot: number) => readonly Matched<Field>[];
  /** The blended score of every document, by slot: what `search` orders by. Until the next question. */
  scores(query: SearchQuery): Float64Array;
}

/** Nearer than so many standard deviations above the mean, a document is found without any of the words. */
const NEAR = 2;

export function createDocumentSearch<Field extends string>(
  options: DocumentSearchOptions<Field>,
): DocumentSearch<Field> {
  const { fields, dimensions = 1, meaningWeight = 0.7, popularityWeight = 0.1, related = () => [] } = options;
  const words = createBm25Index({ fields });
  const vectors = createVectorIndex(dimensions, options.rows);
  const ids: string[] = [];
  const taken = new Set<number>();
  let room = 0;
  /** Until something changes. */
  let slots: ReturnType<typeof slotsNow> | undefined;
  let asked: Readonly<{ text: string; terms: WeightedTerms }> | undefined;
  let [lexical, meaning, near, popularity, blended] = [array(), array(), array(), array(), array()];

  function makeRoom(slot: number): void {
    if (slot < room) return;
    room = Math.max(64, Math.ceil(1.5 * (slot + 1)));
    [lexical, meaning, near, blended] = [array(room), array(room), array(room), array(room)];
    popularity = array(room, popularity);
  }

  function slotsNow() {
    const all = Int32Array.from(taken);
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

  /** The documents that answer what was asked. */
  function found(keep: Uint8Array | undefined): Int32Array {
    const { all } = slots!;
    const answering = new Int32Array(all.length);
    let length = 0;
    for (let at = 0; at < all.length; at++) {
      const slot = all[at]!;
      const answers = lexical[slot]! > 0 || near[slot]! >= NEAR;
      if (answers && (!keep || keep[slot] === 1)) answering[length++] = slot;
    }
    return answering.subarray(0, length);
  }

  return {
    get size() {
      return taken.size;
    },
    put(slot, id, texts, count = 0) {
      makeRoom(slot);
      taken.add(slot);
      ids[slot] = id;
      [slots, asked] = [undefined, undefined];
      words.put(slot, texts);
      vectors.remove(slot);
      popularity[slot] = Math.log1p(count);
    },
    setPopularity(slot, count) {
      if (taken.has(slot)) popularity[slot] = Math.log1p(count);
    },
    setVector(slot, vector) {
      if (!taken.has(slot)) return;
      slots = undefined;
      vectors.put(slot, vector);
    },
    remove(slot) {
      if (!taken.delete(slot)) return;
      [slots, asked] = [undefined, undefined];
      words.remove(slot);
      vectors.remove(slot);
      popularity[slot] = 0;
    },
    search(query, limit, keep) {
      ask(query);
      const best = bestSlots(found(keep), { limit, scores: blended, ids });
      return Array.from(best.values(), (slot) => ({
        slot,
        score: blended[slot]!,
        lexical: lexical[slot]!,
        meaning: meaning[slot]!,
      }));
    },
    matched(text) {
      return words.matched(termsOf(text));
    },
    scores(query) {
      ask(query);
      return blended;
    },
  };
}

function array(length = 0, from?: Float64Array): Float64Array<ArrayBuffer> {
  const made = new Float64Array(length);
  if (from) made.set(from);
  return made;
}
