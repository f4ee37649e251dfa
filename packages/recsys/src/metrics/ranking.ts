/**
 * Where the relevant films of one user came among the candidates: places from 1, ascending. A film that scores the same as
 * others comes behind all of those that are not relevant, so ties count against the model.
 */
export type Ranking = Readonly<{ ranks: readonly number[]; candidates: number }>;

/** The ranking of `relevant` films (none of them `excluded`) among all films but the `excluded`, by score. */
export function rankingOf(scores: Float32Array, relevant: ArrayLike<number>, excluded: ArrayLike<number>): Ranking {
  const mark = new Uint8Array(scores.length);
  for (let i = 0; i < excluded.length; i++) mark[excluded[i]!] = 1;
  const own = new Float32Array(relevant.length);
  for (let i = 0; i < relevant.length; i++) {
    mark[relevant[i]!] = 1;
    own[i] = scores[relevant[i]!]!;
  }
  own.sort().reverse();
  // Of the others, how many are better than or as good as the i-th best relevant film.
  const ahead = new Int32Array(own.length + 1);
  let candidates = own.length;
  for (let item = 0; item < scores.length; item++) {
    if (mark[item]) continue;
    candidates++;
    ahead[firstNotAbove(own, scores[item]!)]!++;
  }
  let others = 0;
  const ranks = Array.from(own, (_, i) => (others += ahead[i]!) + i + 1);
  return { ranks, candidates };
}

/** The first place in `descending` whose number is not greater than `score`. */
function firstNotAbove(descending: Float32Array, score: number): number {
  let [low, high] = [0, descending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (descending[middle]! > score) low = middle + 1;
    else high = middle;
  }
  return low;
}
