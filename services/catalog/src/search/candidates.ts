import { stepsOf } from "./relevance.ts";
import type { Answer } from "./search.ts";

type Candidate = Pick<Answer["items"][number], "score" | "matched" | "reasons"> &
  Readonly<{ id: string; standing: Readonly<{ score: number; meets: readonly number[] }> }>;

/** An answer for who would put its films in another order: by id, with what keeps each behind others. */
export function asCandidates({ items, ...answer }: Answer) {
  const candidates = items.map(({ movie, meets, ...found }): Candidate => {
    const score = answer.mode === "title" ? stepsOf(found.score).score : found.score;
    return { id: movie.id, ...found, standing: { score, meets } };
  });
  return { candidates, ...answer };
}
