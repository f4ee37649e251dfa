/** Where the `k` largest numbers are, in no order; of equal ones the earlier. What is not above `floor` is left out. */
export function largest(values: ArrayLike<number>, k: number, floor = -Infinity): Int32Array {
  const heap = new Int32Array(Math.min(k, values.length));
  let size = 0;
  // Of two places, whether the first is to go sooner.
  const worse = (a: number, b: number) => {
    const [one, other] = [values[a]!, values[b]!];
    return one < other || (one === other && a > b);
  };
  for (let place = 0; place < values.length; place++) {
    if (!(values[place]! > floor)) continue;
    if (size < heap.length) {
      let child = size++;
      while (child > 0) {
        const parent = (child - 1) >> 1;
        if (!worse(place, heap[parent]!)) break;
        heap[child] = heap[parent]!;
        child = parent;
      }
      heap[child] = place;
    } else if (size > 0 && worse(heap[0]!, place)) {
      let parent = 0;
      for (;;) {
        let child = 2 * parent + 1;
        if (child >= size) break;
        if (child + 1 < size && worse(heap[child + 1]!, heap[child]!)) child++;
        if (!worse(heap[child]!, place)) break;
        heap[parent] = heap[child]!;
        parent = child;
      }
      heap[parent] = place;
    }
  }
  return heap.subarray(0, size);
}
