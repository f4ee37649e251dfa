/**
 * How little a list's films are alike: the mean of `1 - similarity` over its pairs (Ziegler et al. 2005); 0 where there is no
 * pair.
 */
export function intraListDiversity(
  list: ArrayLike<number>,
  similarity: (one: number, other: number) => number,
): number {
  let [sum, pairs] = [0, 0];
  for (let i = 0; i < list.length; i++) for (let j = 0; j < i; j++, pairs++) sum += 1 - similarity(list[i]!, list[j]!);
  return pairs === 0 ? 0 : sum / pairs;
}
