/** So many films of one kind of evidence are more than a list shows of it, after what was seen and is shown elsewhere is left out. */
export const ENOUGH_OF_A_KIND = 90;

const FEWEST = 5;

/**
 * How many of its `most` neighbours a baseline speaks for, given its share of the greatest weight: what is far back says too
 * little for more than the first of them.
 */
export function neighboursOf(share: number, most: number): number {
  return Math.max(FEWEST, Math.ceil(share * most));
}
