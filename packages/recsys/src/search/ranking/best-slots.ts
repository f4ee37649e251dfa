export type BestSlotsOptions = Readonly<{
  limit: number;
  /** By slot. */
  scores: Float64Array;
  /** By slot, no two the same. */
  ids: readonly (string | undefined)[];
  /** Whether a slot counts; asked only of those that would be among the best so far. All do unless told. */
  counts?: (slot: number) => boolean;
}>;

/** The `limit` slots with the highest scores, ties by id, the best first. Cost: a pass, and a heap of those that enter it. */
export function bestSlots(slots: Int32Array, { limit, scores, ids, counts }: BestSlotsOptions): Int32Array {
  const room = Math.min(limit, slots.length);
  /** A heap, the worst at its root. */
  const heap = new Int32Array(room);
  if (room === 0) return heap;
  let size = 0;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    const isFull = size === room;
    if ((isFull && !isBefore(scores, ids, slot, heap[0]!)) || (counts && !counts(slot))) continue;
    if (isFull) sink(heap, size, slot, scores, ids);
    else rise(heap, size++, slot, scores, ids);
  }
  // What is taken from the root goes behind the rest, so that the best comes to stand first.
  for (let left = size - 1; left > 0; left--) {
    const last = heap[left]!;
    heap[left] = heap[0]!;
    sink(heap, left, last, scores, ids);
  }
  return heap.subarray(0, size);
}

type Ids = BestSlotsOptions["ids"];

function isBefore(scores: Float64Array, ids: Ids, slot: number, other: number): boolean {
  const difference = scores[slot]! - scores[other]!;
  return difference > 0 || (difference === 0 && ids[slot]! < ids[other]!);
}

/** Puts the slot at the end of the heap, or above where it is worse. */
function rise(heap: Int32Array, end: number, slot: number, scores: Float64Array, ids: Ids): void {
  let place = end;
  while (place > 0) {
    const above = (place - 1) >> 1;
    if (!isBefore(scores, ids, heap[above]!, slot)) break;
    heap[place] = heap[above]!;
    place = above;
  }
  heap[place] = slot;
}

/** Puts the slot in the root's place, or below where it is better, in a heap of so many. */
function sink(heap: Int32Array, size: number, slot: number, scores: Float64Array, ids: Ids): void {
  let place = 0;
  for (let below = 1; below < size; below = 2 * place + 1) {
    if (below + 1 < size && isBefore(scores, ids, heap[below]!, heap[below + 1]!)) below++;
    if (!isBefore(scores, ids, slot, heap[below]!)) break;
    heap[place] = heap[below]!;
    place = below;
  }
  heap[place] = slot;
}
