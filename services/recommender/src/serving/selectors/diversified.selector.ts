import { diversify } from "@projectionist/recsys";
import type { Candidate } from "../candidate.ts";
import type { Selector } from "../pipeline.ts";

const RELEVANCE = 0.8;
/** Variety is sought among so many times the films that are wanted. */
const POOL = 4;

/** The best `count` films with something of everything: not one taste, director or series after the other. */
export function diversified(count: number): Selector {
  return (candidates, { catalog }) =>
    diversify(
      candidates
        .slice(0, count * POOL)
        .map((candidate) => ({ id: candidate.movieId, score: candidate.score, candidate })),
      { count, relevance: RELEVANCE, similarity: catalog.content.similarity },
    ).map(({ candidate }): Candidate => candidate);
}
