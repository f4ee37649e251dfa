import { words } from "@projectionist/recsys";
import { createBegunWords } from "./begun-words.ts";

/** A word as it stands in a field, and in which documents, how often: `slot * COUNTS + count`. */
export type Entry = Readonly<{ word: string; field: number; postings: number[] }>;
/** A word that answers one of a query, and what it counts. */
export type Term = Readonly<{ entry: Entry; weight: number }>;
/** What a query's word may stand for: the terms of each reading, as typed or as it was perhaps meant. */
export type Readings = readonly (readonly Term[])[];
export type Hit = Readonly<{ slot: number; score: number }>;

/**
 * Documents by the words of their fields, as they are written. Slots and fields are numbers: the former small, the latter in order.
 * Whatever was put, replaced and removed, words and scores are those of an index that is built of what is there.
 */
export type WordIndex<Field extends string> = Readonly<{
  /** Adds the document or replaces it. */
  put(slot: number, texts: Readonly<Record<Field, string>>): void;
  remove(slot: number): void;
  /** The word in those of the fields where it stands. */
  whole(word: string, fields: readonly number[]): Entry[];
  /** The words that begin with a text that is not empty, itself among them, in each of the fields where they stand. */
  begun(text: string, fields: readonly number[]): Entry[];
  /**
   * The documents that answer every word of the query, or with `any` one, in no order. Words are asked for one by one, while there
   * are documents that answer those before.
   */
  find(query: Iterable<Readings>, combine: "all" | "any"): Hit[];
  /** A document's words, in the fields where they stand; none where it is not there. */
  entries(slot: number): readonly Entry[];
}>;

export type WordIndexOptions<Field extends string> = Readonly<{
  /** What a word in each field counts. */
  fields: Readonly<Record<Field, number>>;
  /** Words that are not looked for; they make a field longer. */
  fillers: ReadonlySet<string>;
  /** Has the words of the documents that are there. */
  vocabulary: Readonly<{ add(word: string): void; remove(word: string): void }>;
}>;

/** Nothing counts more often than one less. */
const COUNTS = 256;
const K = 1.2;
const B = 0.7;
const DELTA = 0.5;

/**
 * BM25+ (Lv & Zhai 2011) of each term, summed by weight, times how many readings of the query's words a document has; rarity is
 * ln(1 + (N − n + ½) / (n + ½)), and a field is as long as it has different words.
 */
export function createWordIndex<Field extends string>({
  fields: weights,
  fillers,
  vocabulary,
}: WordIndexOptions<Field>): WordIndex<Field> {
  const names = Object.keys(weights) as Field[];
  const weightOf = names.map((name) => weights[name]);
  const begun = names.map(() => createBegunWords<Entry>());
  /** By word, then by field. */
  const known = new Map<string, (Entry | undefined)[]>();
  const documents = new Map<number, Entry[]>();
  const totals = names.map(() => 0);
  let lengths = new Uint16Array(0);
  /** The documents that answer the first word so far, or any; all others are at 0 in what follows. */
  let touched: number[] = [];
  let scores = new Float64Array(0);
  /** By slot: how many of the query's words, in how many readings, a document answers; the latest of these readings. */
  let [answered, readings, latest] = [new Uint16Array(0), new Uint16Array(0), new Uint16Array(0)];

  function makeRoom(slot: number): void {
    if (slot < scores.length) return;
    const room = Math.max(64, 2 * slot);
    const larger = new Uint16Array(room * names.length);
    larger.set(lengths);
    lengths = larger;
    scores = new Float64Array(room);
    [answered, readings, latest] = [new Uint16Array(room), new Uint16Array(room), new Uint16Array(room)];
  }

  function entryOf(word: string, field: number): Entry {
    let entries = known.get(word);
    if (!entries) {
      known.set(word, (entries = names.map(() => undefined)));
      vocabulary.add(word);
    }
    if (!entries[field]) begun[field]!.add((entries[field] = { word, field, postings: [] }));
    return entries[field];
  }

  function setLength(slot: number, field: number, length: number): void {
    const at = slot * names.length + field;
    totals[field]! += length - lengths[at]!;
    lengths[at] = length;
  }

  /** Takes a document's words away; answers those that it had. */
  function clear(slot: number): readonly Entry[] {
    const own = documents.get(slot) ?? [];
    for (const { postings } of own) {
      const at = postings.findIndex((posting) => Math.floor(posting / COUNTS) === slot);
      postings[at] = postings.at(-1)!;
      postings.pop();
    }
    if (documents.delete(slot)) for (const field of names.keys()) setLength(slot, field, 0);
    return own;
  }

  /** Forgets a word in a field where it stands no more. */
  function forgetUnused(entry: Entry): void {
    const { word, field, postings } = entry;
    if (postings.length > 0) return;
    begun[field]!.remove(entry);
    const entries = known.get(word)!;
    entries[field] = undefined;
    if (entries.some((other) => other !== undefined)) return;
    known.delete(word);
    vocabulary.remove(word);
  }

  /** Adds a term's scores where so many words were answered before; tells how many documents answer one more now. */
  function addTerm({ entry: { postings, field }, weight }: Term, reading: number, before: number): number {
    const rarity = Math.log(1 + (documents.size - postings.length + 0.5) / (postings.length + 0.5));
    const unit = weight * weightOf[field]! * rarity;
    const perWord = (B * documents.size) / totals[field]!;
    let newly = 0;
    for (let at = 0; at < postings.length; at++) {
      const count = postings[at]! % COUNTS;
      const slot = (postings[at]! - count) / COUNTS;
      if (answered[slot]! < before) continue;
      const long = perWord * lengths[slot * names.length + field]!;
      scores[slot]! += unit * (DELTA + (count * (K + 1)) / (count + K * (1 - B + long)));
      if (answered[slot] === 0) touched.push(slot);
      if (latest[slot] !== reading) readings[slot]!++;
      latest[slot] = reading;
      if (answered[slot] === before) newly++;
      answered[slot] = before + 1;
    }
    return newly;
  }

  /** Scores what answers the query; tells how many words a document must have answered to count. */
  function ask(query: Iterable<Readings>, combine: "all" | "any"): number {
    let [asked, reading] = [0, 0];
    for (const all of query) {
      const before = combine === "all" ? asked++ : 0;
      let newly = 0;
      for (const terms of all) {
        reading++;
        for (const term of terms) newly += addTerm(term, reading, before);
      }
      if (combine === "all" && newly === 0) return Infinity;
    }
    return asked;
  }

  return {
    put(slot, texts) {
      const before = clear(slot);
      makeRoom(slot);
      const own: Entry[] = [];
      documents.set(slot, own);
      for (const [field, name] of names.entries()) {
        const counts = new Map<string, number>();
        for (const word of words(texts[name])) counts.set(word, (counts.get(word) ?? 0) + 1);
        setLength(slot, field, counts.size);
        for (const [word, count] of counts) {
          if (fillers.has(word)) continue;
          const entry = entryOf(word, field);
          entry.postings.push(slot * COUNTS + Math.min(COUNTS - 1, count));
          own.push(entry);
        }
      }
      before.forEach(forgetUnused);
    },
    remove: (slot) => clear(slot).forEach(forgetUnused),
    whole: (word, fields) => fields.flatMap((field) => known.get(word)?.[field] ?? []),
    begun: (text, fields) => fields.flatMap((field) => begun[field]!.begunBy(text)),
    find(query, combine) {
      const least = ask(query, combine);
      const hits: Hit[] = [];
      for (const slot of touched) {
        if (answered[slot]! >= least) hits.push({ slot, score: scores[slot]! * readings[slot]! });
        for (const column of [scores, answered, readings, latest]) column[slot] = 0;
      }
      touched = [];
      return hits;
    },
    entries: (slot) => documents.get(slot) ?? [],
  };
}
