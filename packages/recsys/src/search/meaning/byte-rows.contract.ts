import { expect, test } from "vitest";
import { createRandom } from "../../random.ts";
import type { OpenByteRows } from "./byte-rows.ts";

/** What every adapter of byte rows promises. */
export function byteRowsContract(open: OpenByteRows): void {
  test("products are exact, whatever the dimensions, while rows come and are replaced", () => {
    const { below } = createRandom(5);
    for (const dimensions of [1, 15, 16, 17, 64, 256, 384, 1000]) {
      const rows = open(dimensions);
      const numbers = (most: number) => Array.from({ length: dimensions }, () => below(2 * most + 1) - most);
      const given = new Map<number, number[]>();
      for (const row of [0, 3, 2, 700, 3]) {
        given.set(row, numbers(127));
        rows.set(row, Int8Array.from(given.get(row)!));
        const query = numbers(16_383);
        const wanted = Array.from({ length: row + 1 }, (_, at) =>
          (given.get(at) ?? []).reduce((sum, number, i) => sum + number * query[i]!, 0),
        );
        expect([...rows.products(Int16Array.from(query), row + 1)]).toEqual(wanted);
      }
    }
  });

  test("the greatest numbers of 1,024 dimensions fit", () => {
    const rows = open(1024);
    rows.set(0, new Int8Array(1024).fill(-127));
    expect([...rows.products(new Int16Array(1024).fill(16_383), 1)]).toEqual([-127 * 16_383 * 1024]);
  });

  test("where there are no rows there are no products; of rows never set they are 0", () => {
    const rows = open(4);
    expect(rows.products(Int16Array.of(1, 2, 3, 4), 0)).toHaveLength(0);
    expect([...rows.products(Int16Array.of(1, 2, 3, 4), 3)]).toEqual([0, 0, 0]);
  });
}
