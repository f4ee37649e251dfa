import MiniSearch, { type Query } from "minisearch";
import { words } from "@projectionist/recsys";
import { createSpelling } from "./near-words.ts";
import { exactly, LONG_WORD, nearly, type QueryWord } from "./word-query.ts";

/** A document, the fields and the words of the index that it was found by. */
export type TextHit<Field extends string> = Readonly<{ id: string; score: number; matched: Field[]; words: string[] }>;

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
  /** Whether these fields of one document have every one of the folded words, spelt nearly so; none has more than 12. */
  hasAll(terms: readonly string[], fields: readonly Field[]): boolean;
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
  const spelling = createSpelling();
  const documents = new Map<string, { id: string } & Record<Field, string>>();
  const index = new MiniSearch<{ id: string } & Record<Field, string>>({
    fields,
    tokenize: words,
    processTerm: (term) => {
      if (fillers.has(term)) return null;
      spelling.add(term);
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

  /** Documents that answer all queries; the one that is answered by the fewest is asked alone first, for it often has none. */
  function searchAll(queries: Query[], rarest: number, options: FindOptions<Field>): TextHit<Field>[] {
    const alone = queries.length > 1 ? queries[rarest] : undefined;
    return alone && search("OR", [alone], options).length === 0 ? [] : search("AND", queries, options);
  }

  /** The words that tell something; all, where none does. */
  function tellingOf(terms: readonly string[]): readonly string[] {
    const telling = terms.filter((term) => !fillers.has(term));
    return telling.length > 0 ? telling : terms;
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
      const wanted = tellingOf(terms).slice(0, MOST_WORDS).map(placed);
      if (wanted.length === 0) return [];
      const longest = wanted.reduce((best, { text }, at) => (text.length > wanted[best]!.text.length ? at : best), 0);
      const hits = searchAll(
        wanted.map((word) => exactly(word, headFields)),
        longest,
        options,
      );
      if (hits.length > 0) return hits;
      const near = wanted.map((word) => nearly(word, headFields, spelling));
      const nearHits = searchAll(near, longest, options);
      if (nearHits.length > 0 || wanted.length === 1) return nearHits;
      const long = near.filter((_, position) => (wanted[position]?.text.length ?? 0) >= LONG_WORD);
      return search("OR", long, options);
    },
    hasAll(terms, within) {
      const wanted = tellingOf(terms)
        .map(placed)
        .filter(({ text }, position, all) => all.findIndex((word) => word.text === text) === position);
      if (wanted.length === 0 || wanted.length > MOST_WORDS) return false;
      let having: ReadonlySet<string> | undefined;
      // Long words are rare: most texts end at the first.
      for (const word of wanted.sort((a, b) => b.text.length - a.text.length)) {
        const keep = (id: string) => having === undefined || having.has(id);
        const hits = search("OR", [nearly(word, headFields, spelling)], { fields: within, keep });
        if (hits.length === 0) return false;
        having = new Set(hits.map(({ id }) => id));
      }
      return true;
    },
  };
}

function placed(text: string, position: number, all: readonly string[]): QueryWord {
  return { text, last: position === all.length - 1 };
}
