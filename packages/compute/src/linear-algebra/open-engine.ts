import type { Engine } from "./engine.ts";
import { findOnnxRuntime } from "./onnxruntime/onnxruntime.ts";
import { onnxruntimeEngine } from "./onnxruntime/onnxruntime-engine.ts";
import { typescriptEngine } from "./typescript-engine.ts";
import { wasmEngine } from "./wasm/wasm-engine.ts";

export const BACKENDS = ["onnxruntime", "wasm", "typescript"] as const;
export type Backend = (typeof BACKENDS)[number];

export type EngineOptions = Readonly<{ backend: Backend | undefined; threads: number }>;

/**
 * The engine that is asked for, otherwise the fastest that is here.
 * @throws {Error} what is asked for is not installed
 */
export async function openEngine({ backend, threads }: EngineOptions): Promise<Engine> {
  if (backend === "typescript") return typescriptEngine();
  const runtime = backend === "wasm" ? undefined : findOnnxRuntime();
  if (runtime) return onnxruntimeEngine(runtime, threads);
  if (backend === "onnxruntime")
    throw new Error("onnxruntime-node is not installed: run `npm run setup:native`, or leave the backend open.");
  return wasmEngine(threads);
}
