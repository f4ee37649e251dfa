export type BestSlotsOptions = Readonly<{
  limit: number;
  /** By slot. */
  scores: Float64Array;
  /** By slot, no two the same. */
  ids: readonly (string | undefined)[];
}>;

/** How finely scores are told apart where it is counted which of them may be among the best. */
const BINS = 1024;

/**
 * The `limit` slots with the highest scores, ties by id, the best first. Cost: three passes, and a heap of those that are not
 * ruled out by counting, few more than are wanted where scores are spread.
 */
export function bestSlots(slots: Int32Array, { limit, scores, ids }: BestSlotsOptions): Int32Array {
  const room = Math.min(limit, slots.length);
  /** A heap, the worst at its root. */
  const heap = new Int32Array(room);
  if (room === 0) return heap;
  const bar = barOf(slots, room, scores);
  let size = 0;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    if (scores[slot]! < bar) continue;
    if (size < room) rise(heap, size++, slot, scores, ids);
    else if (isBefore(scores, ids, slot, heap[0]!)) sink(heap, size, slot, scores, ids);
  }
  // What is taken from the root goes behind the rest, so that the best comes to stand first.
  for (let left = size - 1; left > 0; left--) {
    const last = heap[left]!;
    heap[left] = heap[0]!;
    sink(heap, left, last, scores, ids);
  }
  return heap;
}

/** A score that at least so many of the slots reach: the least one in the bin of a histogram where they are that many. */
function barOf(slots: Int32Array, wanted: number, scores: Float64Array): number {
  if (wanted === slots.length) return -Infinity;
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < slots.length; i++) {
    least = Math.min(least, scores[slots[i]!]!);
    most = Math.max(most, scores[slots[i]!]!);
  }
  const unit = most > least ? (BINS - 1) / (most - least) : 0;
  const counts = new Uint32Array(BINS);
  const leastIn = new Float64Array(BINS).fill(most);
  for (let i = 0; i < slots.length; i++) {
    const score = scores[slots[i]!]!;
    const bin = Math.floor((score - least) * unit);
    counts[bin]!++;
    leastIn[bin] = Math.min(leastIn[bin]!, score);
  }
  let bin = BINS - 1;
  for (let left = wanted - counts[bin]!; left > 0; left -= counts[bin]!) bin--;
  return leastIn[bin]!;
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
