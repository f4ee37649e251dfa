import { parentPort, workerData, type Transferable } from "node:worker_threads";
import type { WorkerFunction } from "./run-in-worker.ts";

export type Start = Readonly<{ module: string; name: string; input: unknown }>;
export type Reply =
  | Readonly<{ type: "progress"; message: unknown }>
  | Readonly<{ type: "result"; result: unknown }>
  | Readonly<{ type: "failure"; error: unknown }>;

const reply = (message: Reply, transfer: readonly Transferable[] = []) => parentPort?.postMessage(message, transfer);

const { module, name, input } = workerData as Start;
try {
  const exported = (await import(module)) as Readonly<Record<string, unknown>>;
  const run = exported[name];
  if (typeof run !== "function") throw new TypeError(`${module} exports no function ${name}.`);
  const handedOver: Transferable[] = [];
  const result = await (run as WorkerFunction)(input as never, {
    progress: (message) => reply({ type: "progress", message }),
    transfer: (...parts) => void handedOver.push(...parts),
  });
  reply({ type: "result", result }, handedOver);
} catch (error) {
  reply({ type: "failure", error });
}
