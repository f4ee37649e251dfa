import type { ByteRows } from "@projectionist/recsys";
import { PAGE_BYTES } from "../wasm/assemble.ts";
import { BLOCK, MAX_PAGES, productsModule } from "./products-module.ts";

type Products = (rows: number, count: number, query: number, blocks: number, sums: number) => void;

const module = new WebAssembly.Module(productsModule());

/** Byte rows in a memory of their own, multiplied sixteen numbers at a time by WebAssembly. */
export function wasmByteRows(dimensions: number): ByteRows {
  const blocks = Math.ceil(dimensions / BLOCK);
  const stride = blocks * BLOCK;
  const start = 2 * stride;
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const products = exports.products as Products;
  let room = 0;
  let bytes = new Int8Array(memory.buffer);

  /** The query, the rows, and behind them their sums, which are computed anew each time and may move. */
  function makeRoom(rows: number): void {
    if (rows <= room) return;
    const wanted = Math.max(64, Math.ceil(1.5 * rows));
    const missing = start + wanted * (stride + 4) - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    new Int8Array(memory.buffer).fill(0, start + room * stride, start + wanted * stride);
    bytes = new Int8Array(memory.buffer);
    room = wanted;
  }

  return {
    set(row, numbers) {
      makeRoom(row + 1);
      bytes.set(numbers, start + row * stride);
    },
    products(query, rows) {
      makeRoom(rows);
      const sums = start + room * stride;
      new Int16Array(memory.buffer, 0, dimensions).set(query);
      if (rows > 0) products(start, rows, 0, blocks, sums);
      return new Int32Array(memory.buffer, sums, rows);
    },
  };
}
