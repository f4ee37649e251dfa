import { parentPort, workerData } from "node:worker_threads";
import { NotPositiveDefiniteError } from "@projectionist/recsys";
import type { Call } from "./call.ts";
import type { Engine } from "./engine.ts";
import { openEngine, type EngineOptions } from "./open-engine.ts";

export type Request = Readonly<{ call: Call; memory: WebAssembly.Memory }>;
export type Reply =
  | Readonly<{ type: "ready"; name: string }>
  | Readonly<{ type: "result"; rows: number; columns: number; data: Float32Array }>
  | Readonly<{ type: "notPositiveDefinite"; row: number }>
  | Readonly<{ type: "failure"; error: unknown }>;

const reply = (message: Reply, transfer: readonly ArrayBuffer[] = []) => parentPort?.postMessage(message, transfer);

async function answer(engine: Engine, { call, memory }: Request): Promise<void> {
  try {
    const { rows, columns, data } = await engine.perform(call, memory);
    const own = new Float32Array(data);
    reply({ type: "result", rows, columns, data: own }, [own.buffer]);
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) reply({ type: "notPositiveDefinite", row: error.row });
    else reply({ type: "failure", error });
  }
}

try {
  const engine = await openEngine(workerData as EngineOptions);
  parentPort?.on("message", (request: Request) => void answer(engine, request));
  reply({ type: "ready", name: engine.name });
} catch (error) {
  reply({ type: "failure", error });
}
