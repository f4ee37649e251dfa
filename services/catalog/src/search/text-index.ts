import MiniSearch, { type Query } from "minisearch";
import { words } from "@projectionist/recsys";
import { exactly, LONG_WORD, nearly } from "./word-query.ts";

/** A document, the fields and the words of the index that it was found by. */
export type TextHit<Field extends string> = Readonly<{ id: string; score: number; matched: Field[]; words: string[] }>;

export type FindOptions<Field extends string> = Readonly<{
  /** Where to look; in all fields unless told. */
  fields?: readonly Field[];
  /** Whether a hit has every word, and not only some of the longer ones; false unless told. */
  all?: boolean;
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

/** A query's further words are not looked at: forgiving errors costs a pass over the vocabulary for each word. */
const MOST_WORDS = 12;
/** Words that half of all titles have: they are not indexed, and a query that has others is answered by the others. */
const fillers = new Set(["the", "a", "an", "of", "and", "to", "in"]);

/**
 * A text index over the fields, each with its weight (BM25+). A query is read in the strictest way that finds anything:
 * every word is there (the last one, and longer ones, perhaps only begun); else every word or one spelt nearly like it;
 * else any of the longer ones. One or two letters count as the beginning of a word in the head fields only.
 */
export function createTextIndex<Field extends string>(
  weights: Readonly<Record<Field, number>>,
  headFields: readonly Field[],
): TextIndex<Field> {
  const fields = Object.keys(weights) as Field[];
  const vocabulary = new Set<string>();
  const documents = new Map<string, { id: string } & Record<Field, string>>();
  const index = new MiniSearch<{ id: string } & Record<Field, string>>({
    fields,
    tokenize: words,
    processTerm: (term) => {
      if (fillers.has(term)) return null;
      vocabulary.add(term);
      return term;
    },
    searchOptions: { boost: weights, tokenize: (word) => [word], processTerm: (word) => word },
  });

  // Not `discard`: its vacuuming in the background fails when documents come and go meanwhile (MiniSearch 7.2).
  function remove(id: string): void {
    const document = documents.get(id);
    if (document && documents.delete(id)) index.remove(document);
  }

  function search(
    combineWith: "AND" | "OR",
    queries: Query[],
    { fields: within = fields, keep = () => true }: FindOptions<Field>,
  ): TextHit<Field>[] {
    const hits = index.search(
      { combineWith, queries },
      { fields: [...within], filter: ({ id }) => keep(id as string) },
    );
    return hits.map(({ id, score, match }) => {
      const matched = new Set(Object.values(match).flat());
      return {
        id: id as string,
        score,
        matched: fields.filter((field) => matched.has(field)),
        words: Object.keys(match),
      };
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
      const wanted = (telling.length > 0 ? telling : terms)
        .slice(0, MOST_WORDS)
        .map((text, position, all) => ({ text, last: position === all.length - 1 }));
      if (wanted.length === 0) return [];
      const exact = wanted.map((word) => exactly(word, headFields));
      const hits = search("AND", exact, options);
      if (hits.length > 0) return hits;
      const near = wanted.map((word) => nearly(word, headFields, vocabulary));
      const nearHits = search("AND", near, options);
      if (nearHits.length > 0 || wanted.length === 1 || options.all === true) return nearHits;
      const long = near.filter((_, position) => (wanted[position]?.text.length ?? 0) >= LONG_WORD);
      return search("OR", long, options);
    },
  };
}
