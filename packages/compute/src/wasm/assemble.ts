/** Bytes of WebAssembly, in parts of parts. */
export type Code = readonly (number | Code)[];

export const I32 = 0x7f;
export const V128 = 0x7b;
export const NO_VALUE = 0x40;

/** Instructions by their names in the text format, each with its encoding. */
export const op = {
  end: 0x0b,
  loop: 0x03,
  br_if: 0x0d,
  "local.get": 0x20,
  "local.set": 0x21,
  "i32.store": 0x36,
  "i32.const": 0x41,
  "i32.add": 0x6a,
  "i32.sub": 0x6b,
} as const;

/** Those of vectors of 128 bits; {@link vector} and {@link vectorMemory} write them. */
export const simd = {
  "v128.load": 0x00,
  "v128.load8x8_s": 0x01,
  "v128.load32_splat": 0x09,
  "v128.store": 0x0b,
  "i32x4.splat": 0x11,
  "i32x4.extract_lane": 0x1b,
  "i32x4.add": 0xae,
  "i32x4.dot_i16x8_s": 0xba,
  "f32x4.add": 0xe4,
  "f32x4.mul": 0xe6,
} as const;

export const get = (local: number): Code => [op["local.get"], unsigned(local)];
export const set = (local: number): Code => [op["local.set"], unsigned(local)];
/** From 0 on. */
export const constant = (value: number): Code => [op["i32.const"], signed(value)];
export const vector = (code: number): Code => [0xfd, unsigned(code)];
export const vectorMemory = (code: number, offset: number): Code => [vector(code), 2, unsigned(offset)];

/** Adds so many bytes to a position. */
export const advance = (local: number, by: number): Code => [get(local), constant(by), op["i32.add"], set(local)];
/** Ends a loop that is run as often as its counter tells, which is 1 or more. */
export const repeat = (counter: number): Code => [
  [get(counter), constant(1), op["i32.sub"], set(counter)],
  [get(counter), op.br_if, 0, op.end],
];

/** The unit in which memory is given out. */
export const PAGE_BYTES = 65_536;
/** 4 GiB: what positions of 32 bits reach. */
export const MOST_PAGES = 65_536;

export type ModuleParts = Readonly<{
  /** The function's name, by which it is exported. */
  name: string;
  /** How many 32-bit whole numbers it is given; it returns nothing. */
  parameters: number;
  /** Its locals beside them: so many of each type. */
  locals: readonly (readonly [count: number, type: number])[];
  body: Code;
  /** The most pages of the memory that it imports as `env.memory`, and whether threads share it. */
  memory: Readonly<{ shared: boolean; maximum: number }>;
}>;

/** A module of one function over an imported memory. */
export function assembleModule({ name, parameters, locals, body, memory }: ModuleParts): Uint8Array<ArrayBuffer> {
  const type = [0x60, parameters, Array.from({ length: parameters }, () => I32), 0];
  const limits = [memory.shared ? 3 : 1, 0, unsigned(memory.maximum)];
  const code = flat([locals.length, locals.map(([count, kind]) => [unsigned(count), kind]), body, op.end]);
  return Uint8Array.from(
    flat([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [1, type]),
      section(2, [1, named("env"), named("memory"), 2, limits]),
      section(3, [1, 0]),
      section(7, [1, named(name), 0, 0]),
      section(10, [1, unsigned(code.length), code]),
    ]),
  );
}

const flat = (code: Code): number[] => code.flatMap((part) => (typeof part === "number" ? [part] : flat(part)));
const named = (text: string): Code => [text.length, [...new TextEncoder().encode(text)]];

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
