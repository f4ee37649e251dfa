import { scalarByteRows, type OpenByteRows } from "./byte-rows.ts";

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

/** `open` brings the products of all rows with a query's; plain TypeScript unless told. */
export function createVectorIndex(dimensions: number, open: OpenByteRows = scalarByteRows): VectorIndex {
  if (dimensions > MOST_DIMENSIONS) throw new RangeError(`Vectors have at most ${MOST_DIMENSIONS} dimensions.`);
  const rows = open(dimensions);
  const asked = new Int16Array(dimensions);
  const bytes = new Int8Array(dimensions);
  /** 0 where there is no vector. */
  let scales = new Float32Array(0);
  let end = 0;
  let size = 0;

  function makeRoom(slot: number): void {
    if (slot < scales.length) return;
    const more = new Float32Array(Math.max(64, Math.ceil(1.5 * (slot + 1))));
    more.set(scales);
    scales = more;
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
      for (let i = 0; i < dimensions; i++) bytes[i] = Math.round((vector[i]! / largest) * LARGEST);
      rows.set(slot, bytes);
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
      const products = rows.products(asked, end);
      for (let slot = 0; slot < end; slot++) {
        const scale = (scales[slot]! * largestOfQuery) / LARGEST_OF_QUERY;
        if (scale > 0) scores[slot] = scale * products[slot]!;
      }
    },
  };
}

function largestOf(vector: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]!));
  return largest;
}
