import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";

/** The films of a genre that are seen and well liked; `kind` says what speaks for them. */
export function ofGenre(genre: string, kind: "genre" | "popular"): Source {
  return ({ statistics, catalog }) =>
    statistics.appeal
      .filter(({ id }) => catalog.film(id)?.genres.includes(genre))
      .map(({ id, score }) => candidateOf(id, [{ kind, baseline: null, amount: score, genre }]));
}
