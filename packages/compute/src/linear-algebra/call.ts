import {
  invertInPlace,
  scratchOf,
  solveInPlace,
  transposed,
  viewOf,
  type Gemm,
  type Matrix,
} from "@projectionist/recsys";

type Shape = Readonly<{ rows: number; columns: number }>;

/** What is asked of a backend. Its matrices lie in one shared buffer: A, then B where there is one, then room to work. */
export type Call =
  | Readonly<{ operation: "multiply"; a: Shape; b: Shape; transposeA: boolean }>
  | Readonly<{ operation: "invert"; a: Shape }>
  | Readonly<{ operation: "solve"; a: Shape; b: Shape }>;

const sizeOf = ({ rows, columns }: Shape) => rows * columns;

/**
 * What is asked, if the shapes fit.
 * @throws {RangeError}
 */
export function checked(call: Call): Call {
  const shown = ({ rows, columns }: Shape) => `${rows} × ${columns}`;
  const { operation, a } = call;
  if (operation !== "multiply" && a.rows !== a.columns)
    throw new RangeError(`To ${operation} a matrix, it must be square: it is ${shown(a)}.`);
  if (operation === "invert") return call;
  const wanted = operation === "multiply" && !call.transposeA ? a.columns : a.rows;
  if (call.b.rows !== wanted)
    throw new RangeError(`To ${operation}, the second matrix must have ${wanted} rows: it is ${shown(call.b)}.`);
  return call;
}

/** How many numbers the buffer of a call holds. */
export function numbersOf(call: Call): number {
  if (call.operation === "invert") return sizeOf(call.a);
  const room = call.operation === "multiply" ? sizeOf(productOf(call)) : scratchOf(call.a.rows, call.b.columns);
  return sizeOf(call.a) + sizeOf(call.b) + room;
}

/**
 * Does what is asked, in the buffer.
 * @returns the result, which lies somewhere in `numbers`
 * @throws {NotPositiveDefiniteError}
 */
export async function perform(kernel: Gemm, call: Call, numbers: Float32Array): Promise<Matrix> {
  const a = matrixAt(numbers, 0, call.a);
  if (call.operation === "invert") {
    await invertInPlace(kernel, viewOf(a));
    return a;
  }
  const b = matrixAt(numbers, sizeOf(call.a), call.b);
  const room = sizeOf(call.a) + sizeOf(call.b);
  if (call.operation === "solve") {
    await solveInPlace(kernel, viewOf(a), viewOf(b), numbers.subarray(room));
    return b;
  }
  const product = matrixAt(numbers, room, productOf(call));
  await kernel.gemm(1, call.transposeA ? transposed(viewOf(a)) : viewOf(a), viewOf(b), 0, viewOf(product));
  return product;
}

function productOf({ a, b, transposeA }: Call & { operation: "multiply" }): Shape {
  return { rows: transposeA ? a.columns : a.rows, columns: b.columns };
}

function matrixAt(numbers: Float32Array, offset: number, shape: Shape): Matrix {
  return { ...shape, data: numbers.subarray(offset, offset + sizeOf(shape)) };
}
