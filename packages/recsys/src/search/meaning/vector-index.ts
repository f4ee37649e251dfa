/**
 * Unit vectors of documents in 8-bit numbers (a byte a dimension). They are numbered by who keeps them; numbers should be
 * small and used again.
 */
export interface VectorIndex {
  readonly size: number;
  /** Adds the document's vector or replaces it; one of all zeros is none. */
  put(slot: number, vector: Float32Array): void;
  remove(slot: number): void;
  has(slot: number): boolean;
  /** Writes each document's scalar product with the query into `scores`, whose length is above all slots; 0 without vector. */
  score(query: Float32Array, scores: Float64Array): void;
}

const LARGEST = 127;
/** Queries have more places than documents; the product of 1,024 dimensions still fits 32 bits. */
const LARGEST_OF_QUERY = 16_383;
const MOST_DIMENSIONS = 1024;

export function createVectorIndex(dimensions: number): VectorIndex {
  if (dimensions > MOST_DIMENSIONS) throw new RangeError(`Vectors have at most ${MOST_DIMENSIONS} dimensions.`);
  const asked = new Int32Array(dimensions);
  let rows = new Int8Array(0);
  /** 0 where there is no vector. */
  let scales = new Float32Array(0);
  let end = 0;
  let size = 0;

  function makeRoom(slot: number): void {
    if (slot < scales.length) return;
    const room = Math.max(64, Math.ceil(1.5 * (slot + 1)));
    const [moreRows, moreScales] = [new Int8Array(room * dimensions), new Float32Array(room)];
    moreRows.set(rows);
    moreScales.set(scales);
    [rows, scales] = [moreRows, moreScales];
  }

  function remove(slot: number): void {
    if (!scales[slot]) return;
    scales[slot] = 0;
    size--;
  }

  return {
    get size() {
      return size;
    },
    put(slot, vector) {
      if (vector.length !== dimensions)
        throw new RangeError(`A vector has ${vector.length} dimensions instead of ${dimensions}.`);
      remove(slot);
      const largest = largestOf(vector);
      if (largest === 0) return;
      makeRoom(slot);
      scales[slot] = largest / LARGEST;
      for (let i = 0; i < dimensions; i++) rows[slot * dimensions + i] = Math.round((vector[i]! / largest) * LARGEST);
      end = Math.max(end, slot + 1);
      size++;
    },
    remove,
    has: (slot) => (scales[slot] ?? 0) > 0,
    score(query, scores) {
      scores.fill(0);
      const largestOfQuery = largestOf(query);
      if (largestOfQuery === 0) return;
      for (let i = 0; i < dimensions; i++) asked[i] = Math.round((query[i]! / largestOfQuery) * LARGEST_OF_QUERY);
      for (let slot = 0; slot < end; slot++) {
        const scale = (scales[slot]! * largestOfQuery) / LARGEST_OF_QUERY;
        if (scale > 0) scores[slot] = scale * product(asked, rows, slot * dimensions);
      }
    },
  };
}

function largestOf(vector: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]!));
  return largest;
}

/** In whole numbers, and two sums at once, which do not wait for each other. */
function product(query: Int32Array, rows: Int8Array, start: number): number {
  let [a, b] = [0, 0];
  const whole = query.length & ~3;
  let at = start;
  for (let i = 0; i < whole; i += 4, at += 4) {
    a = (a + Math.imul(query[i]!, rows[at]!) + Math.imul(query[i + 1]!, rows[at + 1]!)) | 0;
    b = (b + Math.imul(query[i + 2]!, rows[at + 2]!) + Math.imul(query[i + 3]!, rows[at + 3]!)) | 0;
  }
  for (let i = whole; i < query.length; i++, at++) a = (a + Math.imul(query[i]!, rows[at]!)) | 0;
  return a + b;
}
