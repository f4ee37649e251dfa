import { replaceLeast } from "./replace-least.ts";
import type { Contribution, ExplainedScore } from "./scored.ts";
import { compareIds } from "./top-k.ts";

/** A film near another, with how near it is, in a unit of the caller's. */
export type Neighbour = readonly [id: string, amount: number];

/** A baseline film with its neighbours and what they are worth, which may be 0. */
export type Speaker = Readonly<{ baseline: string; scale: number; neighbours: readonly Neighbour[] }>;

export type SumOptions = Readonly<{
  /** What the sum of a film is multiplied by, above 0. */
  factorOf: (id: string) => number;
  /** How many films are wanted; all, unless told. */
  limit?: number | undefined;
}>;

/**
 * What several films together say for their neighbours, best first, ties by id:
 *
 *     score_j = factor_j · Σ_i scale_i · amount_ij
 *
 * Amounts that are not positive say nothing. What speaks for a film is noted for those that are wanted alone: most are not.
 */
export function sumNeighbours(speakers: readonly Speaker[], { factorOf, limit }: SumOptions): ExplainedScore[] {
  const places = new Map<string, number>();
  const ids: string[] = [];
  const sums: number[] = [];
  /** The place of each neighbour of each speaker, in their order; -1 where it says nothing. */
  const told: number[] = [];
  for (const { scale, neighbours } of speakers) {
    for (const neighbour of neighbours) {
      const amount = scale * neighbour[1];
      if (!(amount > 0)) {
        told.push(-1);
        continue;
      }
      let place = places.get(neighbour[0]);
      if (place === undefined) {
        place = ids.push(neighbour[0]) - 1;
        places.set(neighbour[0], place);
        sums.push(0);
      }
      sums[place]! += amount;
      told.push(place);
    }
  }

  const factors = ids.map(factorOf);
  const scores = Float64Array.from(sums, (sum, place) => sum * factors[place]!);
  const least = leastOf(scores, limit);
  const best = ids
    .map((_, place) => place)
    .filter((place) => scores[place]! >= least)
    .sort((a, b) => scores[b]! - scores[a]! || compareIds(ids[a]!, ids[b]!))
    .slice(0, limit);

  const contributions = new Map(best.map((place) => [place, [] as Contribution[]]));
  const wanted = ids.map((_, place) => contributions.get(place));
  let at = 0;
  for (const { baseline, scale, neighbours } of speakers) {
    for (const neighbour of neighbours) {
      const place = told[at++]!;
      if (place >= 0) wanted[place]?.push({ baseline, amount: scale * neighbour[1] * factors[place]! });
    }
  }
  return best.map((place) => explained(ids[place]!, contributions.get(place)!));
}

/** The score that the `limit`-th best has, -∞ where there are no more. */
function leastOf(scores: Float64Array, limit = Infinity): number {
  if (limit >= scores.length) return -Infinity;
  const heap = new Float64Array(limit).fill(-Infinity);
  let least = -Infinity;
  for (const score of scores) if (score > least) least = replaceLeast(heap, score);
  return least;
}

function explained(id: string, contributions: Contribution[]): ExplainedScore {
  contributions.sort((a, b) => b.amount - a.amount || compareIds(a.baseline, b.baseline));
  return { id, score: contributions.reduce((sum, { amount }) => sum + amount, 0), contributions };
}
