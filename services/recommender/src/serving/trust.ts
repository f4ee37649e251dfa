const ENOUGH_VIEWERS = 10;

/** How far to trust what the viewers of a film did next, 0–1: a half for ten viewers. */
export function trustIn(viewers: number): number {
  return viewers / (viewers + ENOUGH_VIEWERS);
}
