import { describe, expect, it } from "vitest";
import { ChangedRows } from "./changed-rows.ts";
import type { Row } from "./changed-rows.ts";

type NumberRow = Row & { value: number };

function rowOf(key: number): NumberRow {
  return {
    kind: "totals",
    key,
    value: 0,
    changedIn: 0,
    encode() {
      return this.value === 0 ? null : new Uint8Array([this.value]);
    },
  };
}

function change(changed: ChangedRows, row: NumberRow, value: number): void {
  changed.touch(row);
  row.value = value;
}

/** What the rest of the capture holds, taken row by row. */
function drain(capture: ReturnType<ChangedRows["capture"]>): (readonly [string | number, number | undefined])[] {
  const taken: (readonly [string | number, number | undefined])[] = [];
  while (!capture.done) taken.push(...capture.take(1000, 1).map(({ key, bytes }) => [key, bytes?.[0]] as const));
  return taken;
}

describe("changed rows", () => {
  it("are captured once each, as they are", () => {
    const changed = new ChangedRows();
    const [a, b] = [rowOf(1), rowOf(2)];
    change(changed, a, 3);
    change(changed, b, 4);
    change(changed, a, 5);
    change(changed, b, 0);
    expect(drain(changed.capture())).toEqual([
      [1, 5],
      [2, undefined],
    ]);
    changed.stored();
    expect(changed.any).toBe(false);
  });

  it("are captured as they were when the capture began, whatever changes meanwhile", () => {
    const changed = new ChangedRows();
    const [a, b, c] = [rowOf(1), rowOf(2), rowOf(3)];
    change(changed, a, 1);
    change(changed, b, 1);
    const capture = changed.capture();
    expect(capture.take(1000, 1)).toHaveLength(1);
    change(changed, a, 2);
    change(changed, b, 2);
    change(changed, b, 3);
    change(changed, c, 2);
    expect(drain(capture)).toEqual([[2, 1]]);
    changed.stored();
    expect(drain(changed.capture())).toEqual([
      [1, 2],
      [2, 3],
      [3, 2],
    ]);
  });

  it("count as changed again when they could not be stored", () => {
    const changed = new ChangedRows();
    const [a, b, c] = [rowOf(1), rowOf(2), rowOf(3)];
    for (const row of [a, b, c]) change(changed, row, 1);
    const capture = changed.capture();
    capture.take(1000, 1);
    change(changed, b, 2);
    changed.failed();
    expect(new Map(drain(changed.capture()))).toEqual(
      new Map([
        [1, 1],
        [2, 2],
        [3, 1],
      ]),
    );
    changed.stored();
    expect(changed.any).toBe(false);
  });
});
