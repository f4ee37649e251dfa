import { createSlots } from "../index/slots.ts";
import { createSpelling } from "./near-words.ts";
import { createWordIndex, type Entry, type Readings } from "./word-index.ts";
import { exactly, LONG_WORD, nearly, type QueryWord, type WhereToLook } from "./word-query.ts";

export type TextHit = Readonly<{ id: string; score: number }>;

/** The words that a document was found by, in the order of the query's, and the fields where. */
export type Found<Field extends string> = Readonly<{ words: string[]; matched: Field[] }>;

export type TextHits<Field extends string> = Readonly<{
  /** In no order. */
  hits: readonly TextHit[];
  /** May be asked later, of a few; nothing where a document does not answer the query any more. */
  found(id: string): Found<Field>;
}>;

export type FindOptions<Field extends string> = Readonly<{
  /** Where to look; in all fields unless told. */
  fields?: readonly Field[];
  /** Hits that count; the others are as if they were not there. */
  keep?: (id: string) => boolean;
}>;

/** Texts of documents by their words, forgiving typing errors. */
export type TextIndex<Field extends string> = Readonly<{
  /** Adds the document, or replaces it. */
  put(id: string, texts: Readonly<Record<Field, string>>): void;
  remove(id: string): void;
  /** Documents that match the folded words; see {@link createTextIndex}. */
  find(terms: readonly string[], options?: FindOptions<Field>): TextHits<Field>;
  /** Whether these fields of one document have every one of the folded words, spelt nearly so; none has more than 12. */
  hasAll(terms: readonly string[], fields: readonly Field[]): boolean;
}>;

/** A query's further words are not looked at: forgiving errors costs a pass over the vocabulary for each word. */
const MOST_WORDS = 12;
/** Words that half of all titles have: they are not indexed, and a query that has others is answered by the others. */
const fillers = new Set(["the", "a", "an", "of", "and", "to", "in"]);

/**
 * A text index over the fields, each with its weight. A query is read in the strictest way that finds anything:
 * every word is there (the last one, and longer ones, perhaps only begun); else every word or one spelt nearly like it;
 * else any of the longer ones. One or two letters count as the beginning of a word in the head fields only.
 */
export function createTextIndex<Field extends string>(
  weights: Readonly<Record<Field, number>>,
  headFields: readonly Field[],
): TextIndex<Field> {
  const names = Object.keys(weights) as Field[];
  const spelling = createSpelling();
  const index = createWordIndex({ fields: weights, fillers, vocabulary: spelling });
  const slots = createSlots();

  function where(within: readonly Field[] = names): WhereToLook {
    const fields = within.map((name) => names.indexOf(name));
    return { index, fields, headFields: fields.filter((field) => headFields.includes(names[field]!)) };
  }

  function search(combine: "all" | "any", query: readonly Readings[], keep: (id: string) => boolean): TextHits<Field> {
    const hits = index
      .find(query, combine)
      .map(({ slot, score }) => ({ id: slots.ids[slot]!, score }))
      .filter(({ id }) => keep(id));
    return { hits, found: foundBy(query) };
  }

  function foundBy(query: readonly Readings[]): (id: string) => Found<Field> {
    let placeOf: ReadonlyMap<Entry, number> | undefined;
    return (id) => {
      placeOf ??= placesIn(query);
      const met = index
        .entries(slots.of(id) ?? NONE)
        .filter((entry) => placeOf!.has(entry))
        .sort((a, b) => placeOf!.get(a)! - placeOf!.get(b)!);
      const fields = new Set(met.map(({ field }) => field));
      return {
        words: [...new Set(met.map(({ word }) => word))],
        matched: names.filter((_, field) => fields.has(field)),
      };
    };
  }

  return {
    put(id, texts) {
      index.put(slots.take(id), texts);
    },
    remove(id) {
      const slot = slots.free(id);
      if (slot !== undefined) index.remove(slot);
    },
    find(terms, { fields, keep = () => true } = {}) {
      const wanted = tellingOf(terms).slice(0, MOST_WORDS).map(placed);
      const within = where(fields);
      const exact = wanted.map((word) => exactly(word, within));
      const hits = search("all", exact, keep);
      if (hits.hits.length > 0 || wanted.length === 0) return hits;
      const near = wanted.map((word) => nearly(word, spelling, within));
      const nearHits = search("all", near, keep);
      if (nearHits.hits.length > 0 || wanted.length === 1) return nearHits;
      const long = near.filter((_, position) => wanted[position]!.text.length >= LONG_WORD);
      return search("any", long, keep);
    },
    hasAll(terms, fields) {
      const wanted = new Map(
        tellingOf(terms)
          .map((text, ...place) => [text, placed(text, ...place)] as const)
          .reverse(),
      );
      if (wanted.size === 0 || wanted.size > MOST_WORDS) return false;
      const within = where(fields);
      // Long words are rare: most texts end at the first.
      const longestFirst = [...wanted.values()].sort((a, b) => b.text.length - a.text.length);
      const readings = longestFirst.values().map((word) => nearly(word, spelling, within));
      return index.find(readings, "all").length > 0;
    },
  };
}

/** No document's slot. */
const NONE = -1;

/** The words that tell something; all, where none does. */
function tellingOf(terms: readonly string[]): readonly string[] {
  const telling = terms.filter((term) => !fillers.has(term));
  return telling.length > 0 ? telling : terms;
}

function placed(text: string, position: number, all: readonly string[]): QueryWord {
  return { text, last: position === all.length - 1 };
}

/** For all that the query's words may stand for, which of these words is the first. */
function placesIn(query: readonly Readings[]): ReadonlyMap<Entry, number> {
  const places = new Map<Entry, number>();
  for (const [place, readings] of query.entries())
    for (const { entry } of readings.flat()) if (!places.has(entry)) places.set(entry, place);
  return places;
}
