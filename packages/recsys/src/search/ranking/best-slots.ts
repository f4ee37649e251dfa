/**
 * The `limit` slots that come first by `isBefore`, a strict order of all, of those that `counts` says yes to; it is asked
 * only of slots that would be among the first so far.
 */
export function bestSlots(
  slots: Int32Array,
  limit: number,
  isBefore: (slot: number, other: number) => boolean,
  counts: (slot: number) => boolean,
): number[] {
  if (limit === 0) return [];
  /** A heap, the last by the order at its root. */
  const best = new Int32Array(Math.min(limit, slots.length));
  let size = 0;

  function rise(from: number): void {
    const slot = best[from]!;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(best[above]!, slot)) break;
      best[place] = best[above]!;
      place = above;
    }
    best[place] = slot;
  }

  function sink(slot: number): void {
    let place = 0;
    for (let below = 1; below < size; below = 2 * place + 1) {
      if (below + 1 < size && isBefore(best[below]!, best[below + 1]!)) below++;
      if (!isBefore(slot, best[below]!)) break;
      best[place] = best[below]!;
      place = below;
    }
    best[place] = slot;
  }

  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    const isFull = size === limit;
    if ((isFull && !isBefore(slot, best[0]!)) || !counts(slot)) continue;
    if (isFull) sink(slot);
    else {
      best[size] = slot;
      rise(size++);
    }
  }
  return [...best.subarray(0, size)].sort((a, b) => (isBefore(a, b) ? -1 : 1));
}
