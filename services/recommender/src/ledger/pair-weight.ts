const DECAY = 0.8;
const UNIT = 1_000_000;
const WIDEST = 20;

const weights = Array.from({ length: WIDEST }, (_, index) => Math.round(DECAY ** index * UNIT));

/** How many films before a joining one are paired with it, unless told. */
export const DEFAULT_WINDOW = 10;

/**
 * What a pair of films in a viewer's history adds to their directed count: 0.8^(gap−1) millionths, 1 being the gap of
 * neighbours; 0 for gaps beyond the window. Whole numbers, so that sums do not depend on their order.
 */
export function pairWeight(gap: number, window: number): number {
  return gap > window ? 0 : weights[gap - 1]!;
}

/** @throws {RangeError} unless the window is a whole number from 5 to 20. */
export function checkWindow(window: number): void {
  if (!Number.isInteger(window) || window < 5 || window > WIDEST) {
    throw new RangeError(`window must be a whole number from 5 to ${WIDEST}, not ${window}`);
  }
}
