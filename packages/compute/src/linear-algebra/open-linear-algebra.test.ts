import { setImmediate } from "node:timers/promises";
import { matrixOf, type Matrix } from "@projectionist/recsys";
import { linearAlgebraContract } from "@projectionist/recsys/linear-algebra.contract";
import { afterAll, describe, expect, test } from "vitest";
import { findOnnxRuntime } from "./onnxruntime/onnxruntime.ts";
import { openLinearAlgebra, type LinearAlgebraOptions, type ThreadedLinearAlgebra } from "./open-linear-algebra.ts";

const opened: ThreadedLinearAlgebra[] = [];
afterAll(() => Promise.all(opened.map((algebra) => algebra.close())));

async function open(options?: LinearAlgebraOptions): Promise<ThreadedLinearAlgebra> {
  const algebra = await openLinearAlgebra(options);
  opened.push(algebra);
  return algebra;
}

/** One backend for all tests of a contract. */
function shared(options: LinearAlgebraOptions): () => Promise<ThreadedLinearAlgebra> {
  let algebra: Promise<ThreadedLinearAlgebra> | undefined;
  return () => (algebra ??= open(options));
}

linearAlgebraContract({ name: "typescript in a thread", open: shared({ backend: "typescript" }) });
linearAlgebraContract({ name: "webassembly, one thread", open: shared({ backend: "wasm", threads: 1 }) });
linearAlgebraContract({ name: "webassembly, three threads", open: shared({ backend: "wasm", threads: 3 }) });

const installed = findOnnxRuntime() !== undefined;
if (installed) linearAlgebraContract({ name: "onnxruntime", open: shared({ backend: "onnxruntime" }) });
else test.skip("linear algebra: onnxruntime (not installed: npm run setup:native)", () => {});

/** Numbers on and beside the diagonal: large enough to be shared by threads, and known to have an inverse. */
function banded(size: number): Matrix {
  const matrix = matrixOf(size, size);
  for (let i = 0; i < size; i++)
    for (let j = Math.max(0, i - 2); j < Math.min(size, i + 3); j++) matrix.data[i * size + j] = i === j ? 6 : 1;
  return matrix;
}

describe("a linear algebra in threads", () => {
  test("says what computes", async () => {
    expect((await open({ backend: "wasm", threads: 2 })).name).toBe("webassembly, 2 threads");
    expect((await open({ backend: "typescript" })).name).toBe("typescript, 1 thread");
  });

  test.runIf(installed)("takes onnxruntime where it is installed, and tells its version", async () => {
    expect((await open({ threads: 1 })).name).toMatch(/^onnxruntime \d+\.\d+\.\d+, 1 thread$/);
  });

  test.skipIf(installed)(
    "takes WebAssembly where onnxruntime is not installed, and says how to install it",
    async () => {
      expect((await open({ threads: 1 })).name).toBe("webassembly, 1 thread");
      await expect(open({ backend: "onnxruntime" })).rejects.toThrow("npm run setup:native");
    },
  );

  test("refuses shapes that do not fit", async () => {
    const algebra = await open({ backend: "wasm", threads: 1 });
    await expect(algebra.multiply(matrixOf(2, 3), matrixOf(2, 3))).rejects.toThrow(RangeError);
    await expect(algebra.invertSpd(matrixOf(2, 3))).rejects.toThrow("2 × 3");
    await expect(algebra.solveSpd(matrixOf(2, 2), matrixOf(3, 1))).rejects.toThrow(RangeError);
    await expect(algebra.multiply(matrixOf(2 ** 16, 1), matrixOf(1, 2 ** 16))).rejects.toThrow("4 GiB");
  });

  test("gives the same bits with any number of threads", async () => {
    const matrix = banded(900);
    const right = matrixOf(
      900,
      600,
      Float32Array.from({ length: 900 * 600 }, (_, i) => Math.sin(i)),
    );
    const [one, three] = [await open({ backend: "wasm", threads: 1 }), await open({ backend: "wasm", threads: 3 })];
    expect((await three.invertSpd(matrix)).data).toEqual((await one.invertSpd(matrix)).data);
    expect((await three.solveSpd(matrix, right)).data).toEqual((await one.solveSpd(matrix, right)).data);
  });

  test("leaves the caller's event loop free", async () => {
    const algebra = await open({ backend: "typescript" });
    const stop = new AbortController();
    const inverse = algebra.invertSpd(banded(500)).finally(() => stop.abort());
    let turns = 0;
    for (; !stop.signal.aborted; turns++) await setImmediate();
    await inverse;
    expect(turns).toBeGreaterThan(10);
  });

  test("fails what is not done when it is closed, and what comes after", async () => {
    const algebra = await openLinearAlgebra({ backend: "wasm", threads: 2 });
    const inverse = expect(algebra.invertSpd(banded(900))).rejects.toThrow("closed");
    await algebra.close();
    await inverse;
    await expect(algebra.invertSpd(banded(2))).rejects.toThrow("closed");
  });
});
