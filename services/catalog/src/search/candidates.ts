import { stepsOf } from "./relevance.ts";
import type { Answer } from "./search.ts";

type Standing = Readonly<{ score: number; meets: readonly number[] }>;
type Candidate = Omit<Answer["items"][number], "movie"> & Readonly<{ id: string; standing: Standing }>;

/** An answer for who would put its films in another order: by id, with what keeps each behind others. */
export function asCandidates({ items, ...answer }: Answer) {
  const candidates = items.map(({ movie, ...found }): Candidate => ({
    id: movie.id,
    ...found,
    standing: answer.mode === "title" ? inTitles(found.score) : { score: found.score, meets: found.reasons.chips },
  }));
  return { candidates, ...answer };
}

/** What the title that was typed asks for is met step by step: the whole title meets all that its beginning does. */
function inTitles(relevance: number): Standing {
  const { steps, score } = stepsOf(relevance);
  return { score, meets: [...Array(steps).keys()] };
}
