import type { Gemm } from "./gemm.ts";
import { blockOf, transposed, type View } from "./view.ts";

/** Numbers in the order in which a tile reads them. */
export type Packed = Float32Array | Float64Array;

/** The innermost loop of a product, which a backend writes as fast as its machine allows. */
export interface TileKernel {
  /** Rows and columns of the tile that it computes at once. */
  readonly rows: number;
  readonly columns: number;
  /** Memory for `panels` and for a tile at the edge, where `addTile` can read it. */
  packed(length: number): Packed;
  edge(length: number): Float32Array;
  /**
   * Adds to the tile at `c[offset]`, whose rows are `rowStep` apart, the product of a panel of `rows` × `depth` (column by
   * column) and one of `depth` × `columns` (row by row), which begin at `left` and `right` of the packed memory.
   */
  addTile(
    a: Packed,
    left: number,
    b: Packed,
    right: number,
    depth: number,
    c: Float32Array,
    offset: number,
    rowStep: number,
  ): void;
}

/** A product that is done when the call returns. */
export interface SyncGemm extends Gemm {
  gemm(...product: Parameters<Gemm["gemm"]>): void;
}

const DEPTH = 256;
const ROWS = 128;
const COLUMNS = 2048;

/** How many numbers a `packedGemm` takes of its tile kernel's memory. */
export function packedLength({ rows, columns }: Pick<TileKernel, "rows" | "columns">): number {
  return (roundUp(ROWS, rows) + roundUp(COLUMNS, columns)) * DEPTH + rows * columns;
}

/**
 * A product by blocks that stay in the processor's caches, packed in the order in which they are read: `ROWS` × `DEPTH` of
 * A in the second level, `DEPTH` × `COLUMNS` of B in the third.
 * K. Goto and R. van de Geijn, Anatomy of high-performance matrix multiplication, ACM TOMS 34 (2008).
 */
export function packedGemm(tile: TileKernel): SyncGemm {
  const left = tile.packed(roundUp(ROWS, tile.rows) * DEPTH);
  const right = tile.packed(roundUp(COLUMNS, tile.columns) * DEPTH);
  const edge = tile.edge(tile.rows * tile.columns);

  function multiplyBlock(c: View, row: number, rows: number, column: number, columns: number, depth: number): void {
    for (let j = 0; j < columns; j += tile.columns) {
      const width = Math.min(tile.columns, columns - j);
      for (let i = 0; i < rows; i += tile.rows) {
        const height = Math.min(tile.rows, rows - i);
        const offset = c.offset + (row + i) * c.rowStep + column + j;
        if (height === tile.rows && width === tile.columns) {
          tile.addTile(left, i * depth, right, j * depth, depth, c.data, offset, c.rowStep);
          continue;
        }
        edge.fill(0);
        tile.addTile(left, i * depth, right, j * depth, depth, edge, 0, tile.columns);
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++) c.data[offset + y * c.rowStep + x]! += edge[y * tile.columns + x]!;
      }
    }
  }

  return {
    gemm(alpha, a, b, beta, c) {
      if (c.columnStep !== 1) return this.gemm(alpha, transposed(b), transposed(a), beta, transposed(c));
      if (beta === 0) clear(c);
      for (let column = 0; column < c.columns; column += COLUMNS) {
        const columns = Math.min(COLUMNS, c.columns - column);
        for (let k = 0; k < a.columns; k += DEPTH) {
          const depth = Math.min(DEPTH, a.columns - k);
          pack(transposed(blockOf(b, k, column, depth, columns)), tile.columns, 1, right);
          for (let row = 0; row < c.rows; row += ROWS) {
            const rows = Math.min(ROWS, c.rows - row);
            pack(blockOf(a, row, k, rows, depth), tile.rows, alpha, left);
            multiplyBlock(c, row, rows, column, columns, depth);
          }
        }
      }
    },
  };
}

/** Panels of `width` rows one after the other, each column by column, filled up with zeros. */
function pack(from: View, width: number, factor: 1 | -1, to: Packed): void {
  for (let i = 0; i < from.rows; i += width) {
    const rows = Math.min(width, from.rows - i);
    if (rows < width) to.fill(0, i * from.columns, (i + width) * from.columns);
    packPanel(blockOf(from, i, 0, rows, from.columns), width, factor, to, i * from.columns);
  }
}

function packPanel(panel: View, width: number, factor: 1 | -1, to: Packed, start: number): void {
  const { data, offset, rows, columns, rowStep, columnStep } = panel;
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    let first = offset + row * rowStep;
    let target = start + row;
    for (let k = 0; k < columns; k++) {
      to[target] = factor * data[first]!;
      to[target + 1] = factor * data[first + rowStep]!;
      to[target + 2] = factor * data[first + 2 * rowStep]!;
      to[target + 3] = factor * data[first + 3 * rowStep]!;
      first += columnStep;
      target += width;
    }
  }
  for (; row < rows; row++) {
    for (let k = 0; k < columns; k++)
      to[start + k * width + row] = factor * data[offset + row * rowStep + k * columnStep]!;
  }
}

function clear({ data, offset, rows, columns, rowStep }: View): void {
  for (let i = 0; i < rows; i++) data.fill(0, offset + i * rowStep, offset + i * rowStep + columns);
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
