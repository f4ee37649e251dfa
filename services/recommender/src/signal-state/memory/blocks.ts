const CHUNK_CELLS = 1 << 15;

/** So many numbers from a place on; all 0 when it is taken. */
export type Block = Readonly<{ cells: Float64Array<ArrayBuffer>; at: number; size: number }>;

/**
 * Hands out blocks of numbers, a power of two each, from chunks of 256 KiB, and takes them back: many small tables cost
 * neither an object and an allocation each nor their clearing away.
 */
export class Blocks {
  readonly #chunkCells: number;
  #chunk = new Float64Array(0);
  #used = 0;
  readonly #free = new Map<number, Block[]>();

  /** Blocks as large as a chunk stand alone: all of them where chunks have no cells. */
  constructor(chunkCells = CHUNK_CELLS) {
    this.#chunkCells = chunkCells;
  }

  /** `size` is a power of two. */
  take(size: number): Block {
    const again = this.#free.get(size)?.pop();
    if (again) {
      again.cells.fill(0, again.at, again.at + size);
      return again;
    }
    if (size >= this.#chunkCells) return { cells: new Float64Array(size), at: 0, size };
    if (this.#used + size > this.#chunk.length) {
      this.#chunk = new Float64Array(this.#chunkCells);
      this.#used = 0;
    }
    const block = { cells: this.#chunk, at: this.#used, size };
    this.#used += size;
    return block;
  }

  /** The block is not used any more. */
  give(block: Block): void {
    if (block.size >= this.#chunkCells) return;
    const free = this.#free.get(block.size);
    if (free) free.push(block);
    else this.#free.set(block.size, [block]);
  }
}
