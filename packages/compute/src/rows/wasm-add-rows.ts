import { scalarAddRows, type AddRows } from "@projectionist/recsys";
import { MOST_PAGES, PAGE_BYTES } from "../wasm/assemble.ts";
import { addRowsModule, BLOCK, ROWS } from "./add-rows-module.ts";

type Kernel = (a: number, b: number, c: number, d: number, weights: number, sums: number, blocks: number) => void;

const BYTES = Float32Array.BYTES_PER_ELEMENT;
/** A memory begins with a page for four weights and the sums; behind its numbers a block more may be read. */
const SUMS = ROWS;
const MOST_COLUMNS = PAGE_BYTES / BYTES - SUMS - BLOCK;

const module = new WebAssembly.Module(addRowsModule());
const kernels = new WeakMap<ArrayBufferLike, Kernel>();

/** So many bytes, where {@link wasmAddRows} is fast with the numbers; more than WebAssembly can address are ordinary ones. */
export function memoryForRows(bytes: number): Uint8Array<ArrayBuffer> {
  const pages = 1 + Math.ceil((bytes + BLOCK * BYTES) / PAGE_BYTES);
  if (pages > MOST_PAGES) return new Uint8Array(bytes);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  kernels.set(memory.buffer, exports.addRows as Kernel);
  return new Uint8Array(memory.buffer, PAGE_BYTES, bytes);
}

/** Sixteen numbers at a time where the matrix lies in {@link memoryForRows}, in plain TypeScript elsewhere. */
export const wasmAddRows: AddRows = (matrix, rows, weights, sums) => {
  const { data, columns } = matrix;
  const kernel = kernels.get(data.buffer);
  if (!kernel || columns > MOST_COLUMNS) return scalarAddRows(matrix, rows, weights, sums);
  const scratch = new Float32Array(data.buffer, 0, PAGE_BYTES / BYTES);
  const at = (row = 0) => data.byteOffset + row * columns * BYTES;
  const blocks = Math.ceil(columns / BLOCK);
  scratch.set(sums, SUMS);
  for (let k = 0; k < rows.length; k += ROWS) {
    for (let i = 0; i < ROWS; i++) scratch[i] = weights[k + i] ?? 0;
    kernel(at(rows[k]), at(rows[k + 1]), at(rows[k + 2]), at(rows[k + 3]), 0, SUMS * BYTES, blocks);
  }
  sums.set(scratch.subarray(SUMS, SUMS + columns));
};
