import { expect, test } from "vitest";
import { matrixOf } from "../linear-algebra/linear-algebra.ts";
import { createRandom } from "../random.ts";
import type { AddRows } from "./add-rows.ts";

/** What every adapter promises; `numbers` makes room for so many of a matrix, as its owner would. */
export function addRowsContract(addRows: AddRows, numbers: (length: number) => Float32Array): void {
  const { normal } = createRandom(11);
  const random = (length: number) => Float32Array.from({ length }, normal);

  test.each([1, 3, 15, 16, 17, 64, 100])("adds weighted rows of %s numbers, the last row too", (columns) => {
    const data = numbers(9 * columns);
    data.set(random(data.length));
    const matrix = matrixOf(9, columns, data);
    for (const rows of [[], [8], [0, 8], [8, 7, 6], [3, 1, 8, 0], [8, 2, 4, 5, 7], [0, 1, 2, 3, 4, 5, 6, 7, 8]]) {
      const [weights, before] = [random(rows.length), random(columns)];
      const sums = before.slice();
      addRows(matrix, Int32Array.from(rows), weights, sums);
      for (let j = 0; j < columns; j++) {
        const wanted = rows.reduce((sum, row, k) => sum + weights[k]! * data[row * columns + j]!, before[j]!);
        expect(sums[j]).toBeCloseTo(wanted, 5);
      }
    }
  });
}
