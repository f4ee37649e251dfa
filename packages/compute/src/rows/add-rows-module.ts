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
} from "../wasm/assemble.ts";

/** Rows that are added at once, and numbers of each. */
export const ROWS = 4;
export const BLOCK = 16;

const VECTORS = BLOCK / 4;

/**
 * A WebAssembly module that adds four rows of 32-bit floats, each times its weight, sixteen numbers at a time: its import
 * `env.memory` is a memory, its export `addRows(a, b, c, d, weights, sums, blocks)` adds to the `blocks` ≥ 1 times 16 numbers at
 * `sums` those at `a`, `b`, `c` and `d` times the four at `weights`. All but `blocks` are positions in bytes. Weights and sums,
 * a vector each, stay in the processor's registers.
 */
export function addRowsModule(): Uint8Array<ArrayBuffer> {
  return assembleModule({
    name: "addRows",
    parameters: 7,
    locals: [[ROWS + VECTORS, V128]],
    body: instructions(),
    memory: { shared: false, maximum: MOST_PAGES },
  });
}

function instructions(): Code {
  const rows = [0, 1, 2, 3];
  const [weights, sums, blocks] = [4, 5, 6];
  const weight = (row: number) => 7 + row;
  const sum = (v: number) => 7 + ROWS + v;
  const vectors = Array.from({ length: VECTORS }, (_, v) => v);
  const load = (position: number, v: number): Code => [get(position), vectorMemory(simd["v128.load"], 16 * v)];
  return [
    rows.map((row) => [get(weights), vectorMemory(simd["v128.load32_splat"], 4 * row), set(weight(row))]),
    [op.loop, NO_VALUE],
    vectors.map((v) => [load(sums, v), set(sum(v))]),
    rows.map((row) =>
      vectors.map((v) => [
        [get(sum(v)), get(weight(row)), load(row, v)],
        [vector(simd["f32x4.mul"]), vector(simd["f32x4.add"]), set(sum(v))],
      ]),
    ),
    vectors.map((v) => [get(sums), get(sum(v)), vectorMemory(simd["v128.store"], 16 * v)]),
    [...rows, sums].map((position) => advance(position, 4 * BLOCK)),
    repeat(blocks),
  ];
}
