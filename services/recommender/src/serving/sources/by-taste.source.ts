import { candidateOf, type Candidate, type Evidence } from "../candidate.ts";
import type { ServingContext } from "../context.ts";
import type { Source } from "../pipeline.ts";

/**
 * What a source finds, with the viewer's taste: adds to films of genres that the viewer likes more than usual, and takes from those of genres that he likes less:
 * the score is multiplied by e to the mean taste for the film's genres, and what that adds counts for the best of them.
 */
export function byTaste(source: Source): Source {
  return (context) => Array.from(source(context), (candidate) => tasted(candidate, context));
}

function tasted(candidate: Candidate, { viewer, catalog }: ServingContext): Candidate {
  const genres = catalog.film(candidate.movieId)?.genres ?? [];
  if (viewer.genres.size === 0 || genres.length === 0) return candidate;
  const tastes = genres.map((genre) => viewer.genres.get(genre) ?? 0);
  const factor = Math.exp(tastes.reduce((sum, taste) => sum + taste, 0) / tastes.length);
  if (factor <= 1) return candidateOf(candidate.movieId, scaled(candidate.evidence, factor));
  const best = genres[tastes.indexOf(Math.max(...tastes))];
  const added: Evidence = {
    kind: "genre",
    baseline: null,
    amount: candidate.score * (factor - 1),
    ...(best && { genre: best }),
  };
  return candidateOf(candidate.movieId, [...candidate.evidence, added]);
}

function scaled(evidence: readonly Evidence[], factor: number): Evidence[] {
  return evidence.map((one) => ({ ...one, amount: one.amount * factor }));
}
