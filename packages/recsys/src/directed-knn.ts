import type { Contribution, ExplainedScore } from "./scored.ts";
import { byScore, compareIds } from "./top-k.ts";

/** A film that speaks for what comes next; `weight` is its age weight times the viewer's taste for it. */
export type Baseline = Readonly<{ id: string; weight: number }>;

export type DirectedKnnInput = Readonly<{
  baselines: readonly Baseline[];
  /** Per baseline, the films that came after it in viewers' histories, with their decayed counts T[baseline, film]. */
  neighbours: ReadonlyMap<string, readonly (readonly [id: string, count: number])[]>;
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
  type Found = { id: string; score: number; by: number; contributions: Contribution[] };
  const found = new Map<string, Found>();
  for (const { id: baseline, weight } of baselines) {
    const scale = weight / Math.max(1, popularity(baseline)) ** BASELINE_EXPONENT;
    for (const [id, count] of neighbours.get(baseline) ?? []) {
      const amount = scale * count;
      if (!(amount > 0)) continue;
      const known = found.get(id);
      if (known) {
        known.score += amount;
        known.contributions.push({ baseline, amount });
      } else {
        found.set(id, { id, score: amount, by: 1, contributions: [{ baseline, amount }] });
      }
    }
  }
  for (const film of found.values()) {
    film.by = Math.max(1, popularity(film.id)) ** TARGET_EXPONENT;
    film.score /= film.by;
  }
  return [...found.values()]
    .sort(byScore)
    .slice(0, limit)
    .map(({ id, contributions, by }) => explained(id, contributions, by));
}

function explained(id: string, found: readonly Contribution[], by: number): ExplainedScore {
  const contributions = found
    .map(({ baseline, amount }) => ({ baseline, amount: amount / by }))
    .sort((a, b) => b.amount - a.amount || compareIds(a.baseline, b.baseline));
  return { id, score: contributions.reduce((sum, { amount }) => sum + amount, 0), contributions };
}
