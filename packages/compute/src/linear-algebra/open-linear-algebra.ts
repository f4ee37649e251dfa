import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { NotPositiveDefiniteError, type LinearAlgebra, type Matrix } from "@projectionist/recsys";
import { checked, type Call } from "./call.ts";
import { makeRoom, sharedMemory } from "./memory.ts";
import type { Backend, EngineOptions } from "./open-engine.ts";
import type { Reply, Request } from "./solver.worker.ts";

export type LinearAlgebraOptions = Readonly<{
  /** The fastest that is installed, unless told. */
  backend?: Backend;
  /** As many as the machine has cores, at most four, unless told. */
  threads?: number;
}>;

/** A linear algebra that computes in threads of its own, so that the caller's event loop stays free. */
export interface ThreadedLinearAlgebra extends LinearAlgebra {
  /** Ends the threads; what is not done fails. */
  close(): Promise<void>;
}

const MOST_THREADS = 4;
const COPIED_AT_ONCE = 2 ** 20;

/**
 * Starts the fastest backend that is installed: onnxruntime-node (`npm run setup:native`), else WebAssembly, which is
 * always there. It holds as much memory as its largest call took; an idle one does not keep the process running.
 * @throws {Error} the backend that is asked for is not installed
 */
export async function openLinearAlgebra(options: LinearAlgebraOptions = {}): Promise<ThreadedLinearAlgebra> {
  const threads = options.threads ?? Math.min(MOST_THREADS, availableParallelism());
  const worker = new Worker(new URL("./solver.worker.ts", import.meta.url), {
    workerData: { backend: options.backend, threads } satisfies EngineOptions,
  });
  const memory = sharedMemory();
  let settle: PromiseWithResolvers<Reply> | undefined;
  let ended: Error | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const end = (error: Error) => {
    ended ??= error;
    settle?.reject(ended);
  };
  worker.on("message", (reply: Reply) => settle?.resolve(reply));
  worker.on("error", (error: unknown) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error("The linear algebra's thread has ended.")));

  async function replyTo(request: Request | undefined): Promise<Reply> {
    settle = Promise.withResolvers<Reply>();
    worker.ref();
    if (request) worker.postMessage(request, []);
    const reply = await settle.promise.finally(() => worker.unref());
    if (reply.type === "failure") throw reply.error;
    return reply;
  }

  /** Calls are done one after the other: each has all threads and the memory. */
  function compute(call: Call, inputs: readonly Matrix[]): Promise<Matrix> {
    const done = last.then(async () => {
      if (ended) throw ended;
      makeRoom(memory, checked(call), threads);
      await place(inputs, new Float32Array(memory.buffer));
      if (ended) throw ended;
      const reply = await replyTo({ call, memory });
      if (reply.type === "notPositiveDefinite") throw new NotPositiveDefiniteError(reply.row);
      if (reply.type !== "result") throw new Error(`The linear algebra's thread answered ${reply.type}.`);
      return { rows: reply.rows, columns: reply.columns, data: reply.data };
    });
    last = done.catch(() => {});
    return done;
  }

  const ready = await replyTo(undefined).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  return {
    name: ready.type === "ready" ? ready.name : ready.type,
    multiply: (a, b, { transposeA = false } = {}) =>
      compute({ operation: "multiply", a: shapeOf(a), b: shapeOf(b), transposeA }, [a, b]),
    invertSpd: (matrix) => compute({ operation: "invert", a: shapeOf(matrix) }, [matrix]),
    solveSpd: (a, b) => compute({ operation: "solve", a: shapeOf(a), b: shapeOf(b) }, [a, b]),
    async close() {
      end(new Error("The linear algebra is closed."));
      await worker.terminate();
    },
  };
}

const shapeOf = ({ rows, columns }: Matrix) => ({ rows, columns });

/** Copies matrices one behind the other, letting the event loop turn now and then. */
async function place(matrices: readonly Matrix[], numbers: Float32Array): Promise<void> {
  let at = 0;
  for (const { data } of matrices) {
    for (let from = 0; from < data.length; from += COPIED_AT_ONCE) {
      numbers.set(data.subarray(from, from + COPIED_AT_ONCE), at + from);
      await setImmediate();
    }
    at += data.length;
  }
}
