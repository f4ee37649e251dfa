import { copy, matrixOf, transposed, viewOf, type Gemm, type View } from "@projectionist/recsys";
import { perform } from "../call.ts";
import type { Engine } from "../engine.ts";
import type { OnnxRuntime, OnnxSession } from "./onnxruntime.ts";
import { productModel } from "./product-model.ts";

/** onnxruntime's product of 32-bit floats, in its own threads. */
export async function onnxruntimeEngine(runtime: OnnxRuntime, threads: number): Promise<Engine> {
  const session = await runtime.InferenceSession.create(productModel(), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  const version = runtime.env.versions.node ?? runtime.env.versions.common;
  return {
    name: `onnxruntime ${version}, ${threads} ${threads === 1 ? "thread" : "threads"}`,
    perform: (call, { buffer }) => perform(productBy(runtime, session), call, new Float32Array(buffer)),
  };
}

function productBy(runtime: OnnxRuntime, session: OnnxSession): Gemm {
  const [left, right, result] = [reusedMemory(), reusedMemory(), reusedMemory()];
  const tensor = (data: Float32Array, rows: number, columns: number) =>
    new runtime.Tensor("float32", data, [rows, columns]);
  return {
    async gemm(alpha, a, b, beta, c) {
      if (c.columnStep !== 1) return this.gemm(alpha, transposed(b), transposed(a), beta, transposed(c));
      const product = result(c.rows * c.columns);
      await session.run(
        { A: tensor(gathered(a, left), a.rows, a.columns), B: tensor(gathered(b, right), b.rows, b.columns) },
        { C: tensor(product, c.rows, c.columns) },
      );
      if (beta === 0) put(alpha, product, c);
      else add(alpha, product, c);
    },
  };
}

type Memory = (length: number) => Float32Array;

/** The same memory each time it is asked, for new memory costs as much as what is copied to it. */
function reusedMemory(): Memory {
  let memory = new Float32Array(0);
  return (length) => {
    if (memory.length < length) memory = new Float32Array(length);
    return memory.subarray(0, length);
  };
}

/** The numbers of a view row by row: those that it shows where they lie so already. */
function gathered(view: View, memory: Memory): Float32Array {
  const { data, offset, rows, columns, rowStep, columnStep } = view;
  if (columnStep === 1 && rowStep === columns) return data.subarray(offset, offset + rows * columns);
  const own = memory(rows * columns);
  copy(view, viewOf({ rows, columns, data: own }));
  return own;
}

function put(alpha: 1 | -1, product: Float32Array, c: View): void {
  if (alpha === -1) for (let i = 0; i < product.length; i++) product[i] = -product[i]!;
  copy(viewOf(matrixOf(c.rows, c.columns, product)), c);
}

function add(alpha: 1 | -1, product: Float32Array, { data, offset, rows, columns, rowStep, columnStep }: View): void {
  for (let i = 0, from = 0; i < rows; i++) {
    let to = offset + i * rowStep;
    for (let j = 0; j < columns; j++, from++, to += columnStep) data[to]! += alpha * product[from]!;
  }
}
