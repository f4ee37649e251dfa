/** A share of the whole, 0–1, rounded down to four places, so that shares of one score never add up to more than 1. */
export function shareOf(amount: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.floor((amount / whole) * 10_000) / 10_000) : 0;
}
