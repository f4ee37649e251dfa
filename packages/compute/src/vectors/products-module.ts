import {
  advance,
  assembleModule,
  constant,
  get,
  I32,
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

/** Numbers of a row that are multiplied at once. */
export const BLOCK = 16;
/** 1 GiB: 2.7 million vectors of 384 numbers. */
export const MAX_PAGES = 16_384;

/**
 * A WebAssembly module with the products of rows of 8-bit numbers with a query of 16 bits, sixteen numbers at a time: its
 * import `env.memory` is a memory, its export `products(rows, count, query, blocks, sums)` writes to `sums` the 32-bit product
 * of each of `count` ≥ 1 rows of `blocks` ≥ 1 times 16 numbers at `rows` with the query. All but the counts are positions in
 * bytes.
 */
export function productsModule(): Uint8Array<ArrayBuffer> {
  return assembleModule({
    name: "products",
    parameters: 5,
    locals: [
      [2, I32],
      [3, V128],
    ],
    body: instructions(),
    memory: { shared: false, maximum: MAX_PAGES },
  });
}

function instructions(): Code {
  const [rows, count, query, blocks, sums, asked, left, low, high] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const zero = (sum: number): Code => [constant(0), vector(simd["i32x4.splat"]), set(sum)];
  const addEight = (sum: number, half: number): Code => [
    [get(rows), vectorMemory(simd["v128.load8x8_s"], half * (BLOCK / 2))],
    [get(asked), vectorMemory(simd["v128.load"], half * BLOCK)],
    [vector(simd["i32x4.dot_i16x8_s"]), get(sum), vector(simd["i32x4.add"]), set(sum)],
  ];
  const lane = (at: number): Code => [get(low), vector(simd["i32x4.extract_lane"]), at];
  return [
    [op.loop, NO_VALUE],
    [get(query), set(asked), get(blocks), set(left), zero(low), zero(high)],
    [op.loop, NO_VALUE],
    [addEight(low, 0), addEight(high, 1)],
    [advance(rows, BLOCK), advance(asked, 2 * BLOCK), repeat(left)],
    [get(low), get(high), vector(simd["i32x4.add"]), set(low)],
    [get(sums), lane(0), lane(1), op["i32.add"], lane(2), op["i32.add"], lane(3), op["i32.add"]],
    [op["i32.store"], 2, 0],
    [advance(sums, 4), repeat(count)],
  ];
}
