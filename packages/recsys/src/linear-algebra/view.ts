import type { Matrix } from "./linear-algebra.ts";

/** A window on numbers that lie elsewhere: element (i, j) is `data[offset + i·rowStep + j·columnStep]`. */
export type View = Readonly<{
  data: Float32Array;
  offset: number;
  rows: number;
  columns: number;
  rowStep: number;
  columnStep: number;
}>;

/** All of a matrix. */
export function viewOf({ rows, columns, data }: Matrix): View {
  return { data, offset: 0, rows, columns, rowStep: columns, columnStep: 1 };
}

/** The `rows` × `columns` block that begins at (`row`, `column`). */
export function blockOf(view: View, row: number, column: number, rows: number, columns: number): View {
  return { ...view, offset: view.offset + row * view.rowStep + column * view.columnStep, rows, columns };
}

/** The same numbers with rows and columns exchanged; nothing is moved. */
export function transposed(view: View): View {
  return {
    ...view,
    rows: view.columns,
    columns: view.rows,
    rowStep: view.columnStep,
    columnStep: view.rowStep,
  };
}

const TILE = 32;

/** Puts the numbers of `from` in the place of those of `to`, which has the same shape. */
export function copy(from: View, to: View): void {
  if (from.columnStep === 1 && to.columnStep === 1) return copyRows(from, to);
  for (let row = 0; row < from.rows; row += TILE)
    for (let column = 0; column < from.columns; column += TILE) {
      const lastRow = Math.min(row + TILE, from.rows);
      const lastColumn = Math.min(column + TILE, from.columns);
      for (let i = row; i < lastRow; i++) {
        let source = from.offset + i * from.rowStep + column * from.columnStep;
        let target = to.offset + i * to.rowStep + column * to.columnStep;
        for (let j = column; j < lastColumn; j++) {
          to.data[target] = from.data[source]!;
          source += from.columnStep;
          target += to.columnStep;
        }
      }
    }
}

function copyRows(from: View, to: View): void {
  for (let i = 0; i < from.rows; i++) {
    const source = from.offset + i * from.rowStep;
    to.data.set(from.data.subarray(source, source + from.columns), to.offset + i * to.rowStep);
  }
}

/** Makes a square view symmetric: what lies above the diagonal becomes what lies below it. */
export function mirrorLower({ data, offset, rows, rowStep, columnStep }: View): void {
  for (let row = 0; row < rows; row += TILE)
    for (let column = 0; column <= row; column += TILE)
      for (let i = row; i < Math.min(row + TILE, rows); i++)
        for (let j = column; j < Math.min(column + TILE, i); j++)
          data[offset + j * rowStep + i * columnStep] = data[offset + i * rowStep + j * columnStep]!;
}
