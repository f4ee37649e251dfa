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
  const speaking = baselines.map(({ id, weight }) => {
    return { id, scale: weight / Math.max(1, popularity(id)) ** BASELINE_EXPONENT, after: neighbours.get(id) ?? [] };
  });
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const sums: number[] = [];
  for (const { scale, after } of speaking) {
    for (const neighbour of after) {
      const amount = scale * neighbour[1];
      if (!(amount > 0)) continue;
      const number = numbers.get(neighbour[0]);
      if (number !== undefined) {
        sums[number]! += amount;
        continue;
      }
      numbers.set(neighbour[0], ids.length);
      ids.push(neighbour[0]);
      sums.push(amount);
    }
  }
  const films = ids.map((id, number) => {
    const by = Math.max(1, popularity(id)) ** TARGET_EXPONENT;
    return { id, score: sums[number]! / by, by };
  });
  // What speaks for a film is noted for those that are wanted alone: most are not.
  const best = films
    .sort(byScore)
    .slice(0, limit)
    .map(({ id, by }) => ({ id, by, contributions: [] as Contribution[] }));
  const wanted = new Map(best.map((film) => [film.id, film.contributions]));
  for (const { id: baseline, scale, after } of speaking) {
    for (const neighbour of after) {
      const amount = scale * neighbour[1];
      if (amount > 0) wanted.get(neighbour[0])?.push({ baseline, amount });
    }
  }
  return best.map(({ id, contributions, by }) => explained(id, contributions, by));
}

function explained(id: string, found: readonly Contribution[], by: number): ExplainedScore {
  const contributions = found
    .map(({ baseline, amount }) => ({ baseline, amount: amount / by }))
    .sort((a, b) => b.amount - a.amount || compareIds(a.baseline, b.baseline));
  return { id, score: contributions.reduce((sum, { amount }) => sum + amount, 0), contributions };
}
