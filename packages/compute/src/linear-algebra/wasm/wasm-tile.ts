import type { TileKernel } from "@projectionist/recsys";
import { TILE_COLUMNS, TILE_ROWS, tileModule } from "./tile-module.ts";

type AddTile = (a: number, b: number, depth: number, c: number, rowBytes: number) => void;

const BYTES = Float32Array.BYTES_PER_ELEMENT;
const module = new WebAssembly.Module(tileModule());

/**
 * A tile of four by eight 32-bit floats in WebAssembly. All that it is given must lie in `memory`, whose bytes from `free`
 * on are its own.
 */
export function wasmTile(memory: WebAssembly.Memory, free: number): TileKernel {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const addTile = exports.addTile as AddTile;
  let next = free;
  function take(length: number): Float32Array {
    const taken = new Float32Array(memory.buffer, next, length);
    next += length * BYTES;
    return taken;
  }
  return {
    rows: TILE_ROWS,
    columns: TILE_COLUMNS,
    packed: take,
    edge: take,
    addTile(a, left, b, right, depth, c, offset, rowStep) {
      addTile(
        a.byteOffset + left * BYTES,
        b.byteOffset + right * BYTES,
        depth,
        c.byteOffset + offset * BYTES,
        rowStep * BYTES,
      );
    },
  };
}
