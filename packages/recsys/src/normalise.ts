/**
 * The factor that brings the greatest of the amounts to 1, so that scores of different units can be added; 0 when none
 * is positive.
 */
export function scaleToOne(amounts: Iterable<number>): number {
  let greatest = 0;
  for (const amount of amounts) greatest = Math.max(greatest, amount);
  return greatest > 0 ? 1 / greatest : 0;
}
