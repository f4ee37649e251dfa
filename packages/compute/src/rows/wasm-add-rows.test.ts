import { addRowsContract } from "@projectionist/recsys/add-rows.contract";
import { describe, expect, it } from "vitest";
import { matrixOf } from "@projectionist/recsys";
import { memoryForRows, wasmAddRows } from "./wasm-add-rows.ts";

describe("in memory for rows", () => {
  addRowsContract(wasmAddRows, (length) => new Float32Array(memoryForRows(4 * length).buffer, 65_536, length));
});

describe("in other memory", () => {
  addRowsContract(wasmAddRows, (length) => new Float32Array(length));
});

it("memory for rows is as long as it was asked for, and empty", () => {
  for (const bytes of [0, 1, 65_536, 1_000_000]) expect(memoryForRows(bytes)).toEqual(new Uint8Array(bytes));
});

it("rows that are too long for it are added all the same", () => {
  const columns = 20_000;
  const bytes = memoryForRows(4 * columns);
  const data = new Float32Array(bytes.buffer, bytes.byteOffset, columns).fill(2);
  const sums = new Float32Array(columns);
  wasmAddRows(matrixOf(1, columns, data), Int32Array.of(0), Float32Array.of(3), sums);
  expect(sums.every((sum) => sum === 6)).toBe(true);
});
