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
  const best: number[] = [];
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    if (best.length === limit && (limit === 0 || !isBefore(slot, best[limit - 1]!))) continue;
    if (!counts(slot)) continue;
    if (best.length === limit) best.pop();
    let place = best.length;
    while (place > 0 && isBefore(slot, best[place - 1]!)) place--;
    best.splice(place, 0, slot);
  }
  return best;
}
