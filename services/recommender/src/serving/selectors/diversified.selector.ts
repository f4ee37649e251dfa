import { contentSimilarityOf, diversify } from "@projectionist/recsys";
import { firstOf } from "../candidate.ts";
import type { Selector } from "../pipeline.ts";
import { fewOfOne, SPARE } from "./few-of-one.ts";

/** Costs a seventieth of the NDCG@10 and gives an eighth more variety (`infra/bench/quality.md`, beyond accuracy). */
const RELEVANCE = 0.8;
/** Variety is sought among so many times the films that are wanted. */
const POOL = 4;

/** The best `count` films with something of everything: not one taste, director or series after the other. */
export function diversified(count: number): Selector {
  return (candidates, { catalog }) => {
    const pool = firstOf(candidates, count * POOL);
    const varied = diversify(
      pool.map((candidate) => {
        const { movieId: id, score } = candidate;
        return { id, score, candidate, vector: catalog.content.vector(id) };
      }),
      { count: count + SPARE, relevance: RELEVANCE, similarity: (a, b) => contentSimilarityOf(a.vector, b.vector) },
    );
    return fewOfOne(
      varied.map(({ candidate }) => candidate),
      count,
      catalog,
    );
  };
}
