import {
  advance,
  assembleModule,
  get,
  MOST_PAGES,
  NO_VALUE,
  op,
  repeat,
  set,
  simd,
  V128,
  vector,
  vectorMemory,
  type Code,
} from "../../wasm/assemble.ts";

/** Rows and columns of the tile that `tileModule` computes. */
export const TILE_ROWS = 4;
export const TILE_COLUMNS = 8;

const VECTORS = TILE_COLUMNS / 4;

/**
 * A WebAssembly module with the innermost loop of a product of 32-bit floats, four at a time: its import `env.memory` is a
 * shared memory, its export `addTile(a, b, depth, c, rowBytes)` adds to the tile at `c`, whose rows are `rowBytes` apart, the
 * product of the panels at `a` (`TILE_ROWS` numbers for each of `depth` ≥ 1 steps) and `b` (`TILE_COLUMNS`). All are
 * positions in bytes. The 8 sums, 2 vectors of b and one of a stay in the processor's 16 registers.
 */
export function tileModule(): Uint8Array<ArrayBuffer> {
  return assembleModule({
    name: "addTile",
    parameters: 5,
    locals: [[VECTORS + 1 + TILE_ROWS * VECTORS, V128]],
    body: instructions(),
    memory: { shared: true, maximum: MOST_PAGES },
  });
}

function instructions(): Code {
  const [a, b, depth, c, rowBytes] = [0, 1, 2, 3, 4];
  const right = (v: number) => 5 + v;
  const left = 5 + VECTORS;
  const sum = (row: number, v: number) => left + 1 + row * VECTORS + v;
  const rows = Array.from({ length: TILE_ROWS }, (_, row) => row);
  const vectors = Array.from({ length: VECTORS }, (_, v) => v);
  return [
    [op.loop, NO_VALUE],
    vectors.map((v) => [get(b), vectorMemory(simd["v128.load"], 16 * v), set(right(v))]),
    rows.map((row) => [
      [get(a), vectorMemory(simd["v128.load32_splat"], 4 * row), set(left)],
      vectors.map((v) => [
        [get(sum(row, v)), get(left), get(right(v))],
        [vector(simd["f32x4.mul"]), vector(simd["f32x4.add"]), set(sum(row, v))],
      ]),
    ]),
    [advance(a, 4 * TILE_ROWS), advance(b, 4 * TILE_COLUMNS), repeat(depth)],
    rows.map((row) => [
      vectors.map((v) => [
        [get(c), get(c), vectorMemory(simd["v128.load"], 16 * v), get(sum(row, v))],
        [vector(simd["f32x4.add"]), vectorMemory(simd["v128.store"], 16 * v)],
      ]),
      [get(c), get(rowBytes), op["i32.add"], set(c)],
    ]),
  ];
}
