import type { Engine } from "./engine.ts";
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
  switch (backend) {
    case "typescript":
      return typescriptEngine();
    case "wasm":
    default:
      return wasmEngine(threads);
  }
}
