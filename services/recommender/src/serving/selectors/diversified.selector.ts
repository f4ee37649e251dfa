import { contentSimilarityOf, diversify, noMoreThan } from "@projectionist/recsys";
import type { Film } from "../../catalog-copy/film.ts";
import type { Candidate } from "../candidate.ts";
import type { Selector } from "../pipeline.ts";

const RELEVANCE = 0.8;
/** Variety is sought among so many times the films that are wanted. */
const POOL = 4;
/** How many films of one director, or of one series, a list may have while there are others. */
const MOST_OF_ONE = 3;
/** How many films more than are wanted stand ready for those that are too many of one. */
const SPARE = 5;

/** The best `count` films with something of everything: not one taste, director or series after the other. */
export function diversified(count: number): Selector {
  return (candidates, { catalog }) => {
    const pool = Iterator.from(candidates)
      .take(count * POOL)
      .toArray();
    const varied = diversify(
      pool.map((candidate) => {
        const { movieId: id, score } = candidate;
        return { id, score, candidate, vector: catalog.content.vector(id) };
      }),
      { count: count + SPARE, relevance: RELEVANCE, similarity: (a, b) => contentSimilarityOf(a.vector, b.vector) },
    );
    return noMoreThan(
      varied.map(({ candidate }): Candidate => candidate),
      { count, most: MOST_OF_ONE, groupsOf: ({ movieId }) => makersOf(catalog.film(movieId)) },
    );
  };
}

function makersOf(film: Film | undefined): string[] {
  const { directors = [], series = null } = film ?? {};
  return [...directors.map((name) => `director ${name}`), ...(series === null ? [] : [`series ${series}`])];
}
