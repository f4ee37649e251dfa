import { Worker, type Transferable } from "node:worker_threads";
import type { Reply, Start } from "./run.worker.ts";

/** What a function that runs in a worker can do beside returning. */
export type WorkerContext<Progress = never> = Readonly<{
  /** Tells the one who waits how far it is. */
  progress: (message: Progress) => void;
  /** Hands these over with the result, which is copied otherwise. */
  transfer: (...parts: readonly Transferable[]) => void;
}>;

/** A function that a module exports to be run in a worker; what it takes, returns and tells must be structured-cloneable. */
export type WorkerFunction = (input: never, context: WorkerContext<unknown>) => unknown;

type ProgressOf<F extends WorkerFunction> = F extends (input: never, context: WorkerContext<infer P>) => unknown
  ? P
  : never;

export type RunOptions<F extends WorkerFunction> = Readonly<{
  /** Parts of the input that are handed over instead of copied. */
  transfer?: readonly Transferable[];
  /** When it is aborted the thread ends at once, whatever it is at. */
  signal?: AbortSignal;
  onProgress?: (message: ProgressOf<F>) => void;
}>;

/**
 * Runs the function that `module` (a file's URL) exports under `name` in a thread of its own, which ends with it:
 * `runInWorker<typeof train>(new URL("./train.ts", import.meta.url), "train", input)`.
 * @throws what the function throws, as a structured clone of it; the signal's reason; an `Error` when the thread ends early
 */
export async function runInWorker<F extends WorkerFunction>(
  module: URL,
  name: string,
  input: Parameters<F>[0],
  { transfer = [], signal, onProgress }: RunOptions<F> = {},
): Promise<Awaited<ReturnType<F>>> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<F>>>();
  const worker = new Worker(new URL("./run.worker.ts", import.meta.url), {
    workerData: { module: module.href, name, input } satisfies Start,
    transferList: [...transfer],
  });
  const abort = () => reject(signal?.reason);
  signal?.addEventListener("abort", abort);
  worker.on("message", (reply: Reply) => {
    if (reply.type === "progress") onProgress?.(reply.message as ProgressOf<F>);
    else if (reply.type === "result") resolve(reply.result as Awaited<ReturnType<F>>);
    else reject(reply.error);
  });
  worker.on("error", reject);
  worker.on("exit", (code) => reject(new Error(`The thread of ${name} ended early, with code ${code}.`)));
  try {
    return await promise;
  } finally {
    signal?.removeEventListener("abort", abort);
    await worker.terminate();
  }
}
