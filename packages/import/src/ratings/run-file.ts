import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Rating } from "./rating.ts";

const ROW_BYTES = 21;
const BLOCK_ROWS = 4096;

/** Writes ratings to a file, 21 bytes each. */
export async function writeRun(path: string, ratings: readonly Rating[]): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for (let start = 0; start < ratings.length; start += BLOCK_ROWS) {
      const rows = ratings.slice(start, start + BLOCK_ROWS);
      const block = Buffer.allocUnsafe(rows.length * ROW_BYTES);
      for (const [index, { viewer, film, time, line, stars }] of rows.entries()) {
        const at = index * ROW_BYTES;
        block.writeUInt32LE(viewer, at);
        block.writeUInt32LE(film, at + 4);
        block.writeDoubleLE(time, at + 8);
        block.writeUInt32LE(line, at + 16);
        block.writeUInt8(stars * 2, at + 20);
      }
      await file.writeFile(block);
    }
  } finally {
    await file.close();
  }
}

/** The ratings of a file that {@link writeRun} wrote, in its order, in groups. */
export async function* readRun(path: string): AsyncGenerator<readonly Rating[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: BLOCK_ROWS * ROW_BYTES })) {
    const block = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    const rows = Math.floor(block.length / ROW_BYTES);
    yield Array.from({ length: rows }, (_, index) => ratingAt(block, index * ROW_BYTES));
    rest = block.subarray(rows * ROW_BYTES);
  }
}

function ratingAt(block: Buffer, at: number): Rating {
  return {
    viewer: block.readUInt32LE(at),
    film: block.readUInt32LE(at + 4),
    time: block.readDoubleLE(at + 8),
    line: block.readUInt32LE(at + 16),
    stars: block.readUInt8(at + 20) / 2,
  };
}
