import { packedGemm, scalarTile } from "@projectionist/recsys";
import { perform } from "./call.ts";
import type { Engine } from "./engine.ts";

/** Plain TypeScript, one thread. */
export function typescriptEngine(): Engine {
  const kernel = packedGemm(scalarTile);
  return {
    name: "typescript, 1 thread",
    perform: (call, { buffer }) => perform(kernel, call, new Float32Array(buffer)),
  };
}
