import { scalarAddRows, type AddRows } from "@projectionist/recsys";

/** How rows are added, and where matrices should lie for it. */
export type RowAdder = Readonly<{
  addRows: AddRows;
  /** So many bytes, all 0, for matrices that `addRows` is given. */
  memoryForRows: (bytes: number) => Uint8Array<ArrayBuffer>;
}>;

/** In WebAssembly, in plain TypeScript where the processor has no such vectors. */
export const { addRows, memoryForRows }: RowAdder = await fastest();

async function fastest(): Promise<RowAdder> {
  try {
    const { wasmAddRows, memoryForRows } = await import("./wasm-add-rows.ts");
    return { addRows: wasmAddRows, memoryForRows };
  } catch {
    return { addRows: scalarAddRows, memoryForRows: (bytes) => new Uint8Array(bytes) };
  }
}
