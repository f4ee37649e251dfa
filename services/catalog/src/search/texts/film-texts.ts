import type { MovieFacts } from "@projectionist/contracts";
import {
  createDocumentSearch,
  filmText,
  type DocumentSearch,
  type OpenByteRows,
  type RelatedWords,
  type TextEmbedder,
} from "@projectionist/recsys";
import type { FilmFollower } from "../../index/movie-index.ts";
import type { FoundWords, TextRanker } from "../text-ranker.ts";
import type { Embedding, TakeVector } from "./embedding.ts";

/**
 * Films by the words of their texts and by what these mean. A film that is put is found by its words at once, and by its
 * meaning as soon as that is known.
 */
export type FilmTexts = TextRanker &
  FilmFollower &
  Readonly<{
    /** Waits until the meaning of every film is known. */
    settled(): Promise<void>;
    /** How many of the films are found by their meaning. */
    progress(): Readonly<{ embedded: number; films: number }>;
    /** Why films or queries are not embedded; undefined while they are. */
    failure(): Error | undefined;
  }>;

export type FilmTextsOptions = Readonly<{
  /** Of queries. */
  embedder: TextEmbedder;
  /** Of films, by the same model. */
  embedFilms(take: TakeVector): Embedding;
  related: RelatedWords;
  /** What nearness of meaning counts beside words. */
  meaningWeight?: number;
  /** Where the films' vectors are kept and multiplied. */
  rows?: OpenByteRows;
}>;

/** A word counts the same wherever it stands; title, genres and description were measured so (`evaluate --protocol search`). */
const fields = { title: 1, originalTitle: 1, people: 1, genres: 1, keywords: 1, series: 1, description: 1 };
/** Films that a text may find; others do not come near them. */
const MOST_FOUND = 500;
/** What the last of the films found counts beside the first one's 1. */
const LEAST = 0.01;

export function createFilmTexts({ embedder, embedFilms, related, ...options }: FilmTextsOptions): FilmTexts {
  const documents = createDocumentSearch({ fields, dimensions: embedder.dimensions, related, ...options });
  const slots = new Map<string, number>();
  const slotOf = (id: string) => slots.get(id) ?? NONE;
  const embedding = embedFilms((id, vector) => documents.setVector(slotOf(id), vector));
  return {
    put(id, slot, facts, popularity) {
      slots.set(id, slot);
      documents.put(slot, id, textsOf(facts), popularity);
      embedding.put(id, filmText({ ...facts, description: facts.description ?? "" }));
    },
    setPopularity: (id, popularity) => documents.setPopularity(slotOf(id), popularity),
    remove(id) {
      documents.remove(slotOf(id));
      slots.delete(id);
      embedding.remove(id);
    },
    settled: () => embedding.settled(),
    progress: () => embedding.progress(),
    failure: () => embedding.failure(),
    async rank(text, keep) {
      // Words alone answer too: a broken embedder must not break search, and readiness tells of it.
      const [vector] = await embedder.embed([text]).catch(() => []);
      const hits = documents.search({ text, ...(vector && { vector }) }, MOST_FOUND, keep);
      const best = hits[0]?.score ?? 0;
      return {
        slots: Int32Array.from(hits, ({ slot }) => slot),
        scores: Float64Array.from(hits, ({ score }) => (best > 0 ? Math.max(LEAST, score / best) : LEAST)),
        nearness: Float64Array.from(hits, ({ meaning }) => meaning),
        hasWords: hits.some(({ lexical }) => lexical > 0),
        found: foundBy(documents, text, slotOf),
      };
    },
  };
}

/** No document's slot. */
const NONE = -1;

/** A function of its own, that holds nothing of the ranking. */
function foundBy(
  documents: DocumentSearch<keyof typeof fields>,
  text: string,
  slotOf: (id: string) => number,
): (id: string) => FoundWords {
  let matchedOf: ReturnType<typeof documents.matched> | undefined;
  return (id) => {
    const matched = (matchedOf ??= documents.matched(text))(slotOf(id));
    return {
      words: matched.map(({ term }) => term),
      matched: [...new Set(matched.flatMap((one) => one.fields))],
    };
  };
}

function textsOf(facts: MovieFacts): Record<keyof typeof fields, string> {
  return {
    title: facts.title,
    originalTitle: facts.originalTitle === facts.title ? "" : (facts.originalTitle ?? ""),
    people: [...facts.directors, ...facts.cast].join(" "),
    genres: facts.genres.join(" "),
    keywords: facts.keywords.join(" "),
    series: facts.series ?? "",
    description: facts.description ?? "",
  };
}
