/**
 * Puts a number in the place of a heap's least, which is its root; answers which is the least then. The `k`-th greatest of many
 * numbers is the root of a heap of the `k` greatest so far, filled with a floor at first, which most numbers never enter.
 */
export function replaceLeast(heap: Float64Array, value: number): number {
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
    if (heap[child]! >= value) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = value;
  return heap[0]!;
}
