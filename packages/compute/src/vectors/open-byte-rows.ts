import { scalarByteRows, type OpenByteRows } from "@projectionist/recsys";

/** Byte rows in WebAssembly, in plain TypeScript where the processor has no such vectors. */
export const openByteRows: OpenByteRows = await fastest();

async function fastest(): Promise<OpenByteRows> {
  try {
    return (await import("./wasm-byte-rows.ts")).wasmByteRows;
  } catch {
    return scalarByteRows;
  }
}
