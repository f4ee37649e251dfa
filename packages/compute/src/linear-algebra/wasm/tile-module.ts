/** Rows and columns of the tile that `tileModule` computes. */
export const TILE_ROWS = 4;
export const TILE_COLUMNS = 8;

/** 4 GiB */
const MAX_PAGES = 65_536;
const VECTORS = TILE_COLUMNS / 4;
const I32 = 0x7f;
const V128 = 0x7b;
const NO_VALUE = 0x40;

/** WebAssembly's instructions by their names in its text format, each with its encoding. */
const op = {
  "local.get": 0x20,
  "local.set": 0x21,
  loop: 0x03,
  end: 0x0b,
  br_if: 0x0d,
  "i32.const": 0x41,
  "i32.add": 0x6a,
  "i32.sub": 0x6b,
} as const;
const simd = { load: 0x00, load32Splat: 0x09, store: 0x0b, add: 0xe4, multiply: 0xe6 } as const;

/**
 * A WebAssembly module with the innermost loop of a product of 32-bit floats, four at a time: its import `env.memory` is a
 * shared memory, its export `addTile(a, b, depth, c, rowBytes)` adds to the tile at `c`, whose rows are `rowBytes` apart, the
 * product of the panels at `a` (`TILE_ROWS` numbers for each of `depth` ≥ 1 steps) and `b` (`TILE_COLUMNS`). All are
 * positions in bytes. The 8 sums, 2 vectors of b and one of a stay in the processor's 16 registers.
 */
export function tileModule(): Uint8Array<ArrayBuffer> {
  const type = [0x60, 5, I32, I32, I32, I32, I32, 0];
  const memory = [name("env"), name("memory"), 2, 3, 0, unsigned(MAX_PAGES)];
  const locals = [1, unsigned(VECTORS + 1 + TILE_ROWS * VECTORS), V128];
  const body = flat([locals, instructions(), op.end]);
  return Uint8Array.from(
    flat([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [1, type]),
      section(2, [1, memory]),
      section(3, [1, 0]),
      section(7, [1, name("addTile"), 0, 0]),
      section(10, [1, unsigned(body.length), body]),
    ]),
  );
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
    vectors.map((v) => [get(b), memory(simd.load, 16 * v), set(right(v))]),
    rows.map((row) => [
      [get(a), memory(simd.load32Splat, 4 * row), set(left)],
      vectors.map((v) => [
        [get(sum(row, v)), get(left), get(right(v))],
        [vector(simd.multiply), vector(simd.add), set(sum(row, v))],
      ]),
    ]),
    [get(a), constant(4 * TILE_ROWS), op["i32.add"], set(a)],
    [get(b), constant(4 * TILE_COLUMNS), op["i32.add"], set(b)],
    [get(depth), constant(1), op["i32.sub"], set(depth)],
    [get(depth), op.br_if, 0, op.end],
    rows.map((row) => [
      vectors.map((v) => [
        [get(c), get(c), memory(simd.load, 16 * v), get(sum(row, v))],
        [vector(simd.add), memory(simd.store, 16 * v)],
      ]),
      [get(c), get(rowBytes), op["i32.add"], set(c)],
    ]),
  ];
}

/** Bytes, in parts of parts. */
type Code = readonly (number | Code)[];

const flat = (code: Code): number[] => code.flatMap((part) => (typeof part === "number" ? [part] : flat(part)));
const get = (local: number): Code => [op["local.get"], unsigned(local)];
const set = (local: number): Code => [op["local.set"], unsigned(local)];
const constant = (value: number): Code => [op["i32.const"], signed(value)];
const vector = (code: number): Code => [0xfd, unsigned(code)];
const memory = (code: number, offset: number): Code => [vector(code), 2, unsigned(offset)];
const name = (text: string): Code => [text.length, [...new TextEncoder().encode(text)]];

function section(id: number, content: Code): Code {
  const bytes = flat(content);
  return [id, unsigned(bytes.length), bytes];
}

/** LEB128 */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}
