import type { ExplainedScore } from "./scored.ts";
import { sumNeighbours, type Neighbour } from "./sum-neighbours.ts";

/** A film that speaks for what comes next; `weight` is its age weight times the viewer's taste for it. */
export type Baseline = Readonly<{ id: string; weight: number }>;

export type DirectedKnnInput = Readonly<{
  baselines: readonly Baseline[];
  /** Per baseline, the films that came after it in viewers' histories, with their decayed counts T[baseline, film]. */
  neighbours: ReadonlyMap<string, readonly Neighbour[]>;
  /** How many viewers have a film in their history. */
  popularity: (id: string) => number;
  /** How many films are wanted; all, unless told. */
  limit?: number | undefined;
}>;

const BASELINE_EXPONENT = 0.5;
const TARGET_EXPONENT = 0.3;

/**
 * Directed k-nearest-neighbour scores over live counts, best first, ties by id:
 *
 *     score_j = Σ_i weight_i · T[i,j] / (pop_i^0.5 · pop_j^0.3)
 *
 * The exponents take the popular films' advantage away on either side; they are the best of those measured on
 * next-film prediction. A baseline may come out in the list as another baseline's neighbour: leaving out what the
 * viewer has seen is the caller's. Films without a positive score are left out.
 */
export function directedKnn({ baselines, neighbours, popularity, limit }: DirectedKnnInput): ExplainedScore[] {
  const damped = (id: string, exponent: number) => Math.max(1, popularity(id)) ** -exponent;
  const speakers = baselines.map(({ id, weight }) => ({
    baseline: id,
    scale: weight * damped(id, BASELINE_EXPONENT),
    neighbours: neighbours.get(id) ?? [],
  }));
  return sumNeighbours(speakers, { factorOf: (id) => damped(id, TARGET_EXPONENT), limit });
}
