import { parentPort } from "node:worker_threads";
import { assist } from "./shared-gemm.ts";
import { kernelOf, type Assistance } from "./wasm-engine.ts";

parentPort?.on("message", ({ call, memory, control, thread }: Assistance) => {
  assist(kernelOf(call, memory, thread), control, new Float32Array(memory.buffer));
});
