/** How many films of a list are relevant and not among the `obvious`, such as the 200 films most watched. */
export function serendipity(
  list: ArrayLike<number>,
  relevant: ReadonlySet<number>,
  obvious: ReadonlySet<number>,
): number {
  return Array.from(list).filter((item) => relevant.has(item) && !obvious.has(item)).length;
}
