import { packedLength } from "@projectionist/recsys";
import { MOST_PAGES, PAGE_BYTES } from "../wasm/assemble.ts";
import { numbersOf, type Call } from "./call.ts";
import { TILE_COLUMNS, TILE_ROWS } from "./wasm/tile-module.ts";

const MOST_BYTES = MOST_PAGES * PAGE_BYTES;
const CACHE_LINE_BYTES = 64;

const roundUp = (value: number, to: number) => Math.ceil(value / to) * to;

const bytesOfThread = roundUp(
  packedLength({ rows: TILE_ROWS, columns: TILE_COLUMNS }) * Float32Array.BYTES_PER_ELEMENT,
  CACHE_LINE_BYTES,
);

/** Where the numbers of a call end and what one thread packs begins, in bytes. */
export function roomOfThread(call: Call, thread: number): number {
  return roundUp(numbersOf(call) * Float32Array.BYTES_PER_ELEMENT, CACHE_LINE_BYTES) + thread * bytesOfThread;
}

/** Memory that threads share, empty. One is used for all calls: engines' threads would seldom let go of several. */
export function sharedMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 0, maximum: MOST_PAGES, shared: true });
}

/**
 * Makes room for the numbers of a call, and behind them for what each thread packs.
 * @throws {RangeError} the matrices take more than 4 GiB
 */
export function makeRoom(memory: WebAssembly.Memory, call: Call, threads: number): void {
  const bytes = roomOfThread(call, threads);
  if (bytes > MOST_BYTES) throw new RangeError(`The matrices take ${bytes} bytes: more than 4 GiB is not supported.`);
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES);
  if (missing > 0) memory.grow(missing);
}
