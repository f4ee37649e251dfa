import MiniSearch, { type Query } from "minisearch";
import { nearWords, type NearWord } from "./near-words.ts";
import { words } from "./text.ts";

export type TextHit<Field extends string> = Readonly<{ id: string; score: number; matched: Field[] }>;

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
  /** Documents that match the folded words, unordered; see {@link createTextIndex}. */
  find(terms: readonly string[], options?: FindOptions<Field>): TextHit<Field>[];
}>;

/** Words that say little; a query that has others is answered by the others. */
const fillers = new Set(["the", "a", "an", "of", "and", "to", "in"]);
const PREFIX_LENGTH = 4;
const EDIT_PENALTY = 0.5;

/**
 * A text index over the fields, each with its weight (BM25+). A query is read in the strictest way that finds anything:
 * every word is there (the last one, and longer ones, perhaps only begun); else every word or one spelt nearly like it;
 * else any of them.
 */
export function createTextIndex<Field extends string>(weights: Readonly<Record<Field, number>>): TextIndex<Field> {
  const fields = Object.keys(weights) as Field[];
  const vocabulary = new Set<string>();
  const documents = new Map<string, { id: string } & Record<Field, string>>();
  const index = new MiniSearch<{ id: string } & Record<Field, string>>({
    fields,
    tokenize: words,
    processTerm: (term) => {
      vocabulary.add(term);
      return term;
    },
    searchOptions: {
      boost: weights,
      tokenize: (text) => text.split(" "),
      processTerm: (term) => term,
      prefix: (term, position, terms) => position === terms.length - 1 || term.length >= PREFIX_LENGTH,
    },
  });

  // Not `discard`: its vacuuming in the background fails when documents come and go meanwhile (MiniSearch 7.2).
  function remove(id: string): void {
    const document = documents.get(id);
    if (document && documents.delete(id)) index.remove(document);
  }

  function search(query: Query, { fields: within = fields, keep = () => true }: FindOptions<Field>): TextHit<Field>[] {
    const hits = index.search(query, {
      fields: [...within],
      combineWith: "AND",
      filter: ({ id }) => keep(id as string),
    });
    return hits.map(({ id, score, match }) => {
      const matched = new Set(Object.values(match).flat());
      return { id: id as string, score, matched: fields.filter((field) => matched.has(field)) };
    });
  }

  return {
    put(id, texts) {
      remove(id);
      const document = { id, ...texts };
      documents.set(id, document);
      index.add(document);
    },
    remove,
    find(terms, options = {}) {
      const telling = terms.filter((term) => !fillers.has(term));
      const wanted = telling.length > 0 ? telling : terms;
      if (wanted.length === 0) return [];
      const exact = search(wanted.join(" "), options);
      if (exact.length > 0) return exact;
      const near = wanted.map((term, position) => orNear(term, position === wanted.length - 1, vocabulary));
      const forgiving = search({ combineWith: "AND", queries: near }, options);
      if (forgiving.length > 0 || near.length === 1) return forgiving;
      return search({ combineWith: "OR", queries: near }, options);
    },
  };
}

/** A query for a word, or the words spelt nearly like it, which count the less the more they differ. */
function orNear(term: string, last: boolean, vocabulary: ReadonlySet<string>): Query {
  const near = nearWords(term, vocabulary, { prefix: last }).filter(({ word }) => word !== term);
  const queries = near.map(({ word, edits }: NearWord) => ({
    queries: [word],
    prefix: false,
    boostTerm: () => EDIT_PENALTY ** edits,
  }));
  return {
    combineWith: "OR",
    queries: [{ queries: [term], prefix: last || term.length >= PREFIX_LENGTH }, ...queries],
  };
}
