import { expect, test } from "vitest";
import { wasmTile } from "./wasm-tile.ts";

test("adds a product of panels to a tile and to nothing beside it", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const tile = wasmTile(memory, 64);
  const [depth, step] = [3, 10];
  const [a, b] = [tile.packed(tile.rows * (depth + 1)), tile.packed(tile.columns * depth)];
  const c = tile.edge(tile.rows * step).fill(100);
  a.forEach((_, i) => (a[i] = i + 1));
  b.forEach((_, i) => (b[i] = 2 * i - 5));
  tile.addTile(a, tile.rows, b, 0, depth, c, 1, step);
  for (let i = 0; i < tile.rows; i++)
    for (let j = 0; j < step; j++) {
      let wanted = 100;
      if (j >= 1 && j <= tile.columns)
        for (let k = 0; k < depth; k++) wanted += a[tile.rows * (k + 1) + i]! * b[k * tile.columns + j - 1]!;
      expect(c[i * step + j]).toBe(wanted);
    }
});
