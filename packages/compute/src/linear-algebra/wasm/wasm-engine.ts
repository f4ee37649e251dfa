import { Worker } from "node:worker_threads";
import { packedGemm, type SyncGemm } from "@projectionist/recsys";
import { perform, type Call } from "../call.ts";
import type { Engine } from "../engine.ts";
import { roomOfThread } from "../memory.ts";
import { controlBlock, sharedGemm } from "./shared-gemm.ts";
import { wasmTile } from "./wasm-tile.ts";

/** What a helping thread needs to know of the call at hand. */
export type Assistance = Readonly<{
  call: Call;
  memory: WebAssembly.Memory;
  control: Int32Array<SharedArrayBuffer>;
  thread: number;
}>;

/** WebAssembly's vectors of 32-bit floats in this thread and `threads − 1` others, which end with this one. */
export function wasmEngine(threads: number): Engine {
  const helpers = Array.from({ length: threads - 1 }, () => {
    const worker = new Worker(new URL("./helper.worker.ts", import.meta.url));
    worker.unref();
    return worker;
  });
  return {
    name: `webassembly, ${threads} ${threads === 1 ? "thread" : "threads"}`,
    async perform(call, memory) {
      const control = controlBlock();
      for (const [index, worker] of helpers.entries())
        worker.postMessage({ call, memory, control, thread: index + 1 } satisfies Assistance, []);
      const numbers = new Float32Array(memory.buffer);
      const kernel = sharedGemm(kernelOf(call, memory, 0), threads, control, numbers);
      try {
        return await perform(kernel, call, numbers);
      } finally {
        kernel.finish();
      }
    },
  };
}

/** The product of one thread, which packs in its own room. */
export function kernelOf(call: Call, memory: WebAssembly.Memory, thread: number): SyncGemm {
  return packedGemm(wasmTile(memory, roomOfThread(call, thread)));
}
