import { covers, decodePosition, encodePosition, type Position } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { Progress } from "../projection/progress.ts";

const PATIENCE_MS = 1_000;

export type Fresh<T> = T & Readonly<{ position: string; fresh: boolean }>;

/**
 * Reads the projections once they reflect `after`, or after a second anyway: `position` is what the reply reflects at
 * least, `fresh` whether that covers `after`. A position of a log that is no more is never waited for.
 */
export type FreshRead = <T extends object>(after: string | undefined, read: () => Promise<T>) => Promise<Fresh<T>>;

export function createFreshRead(progress: Progress, epoch: string): FreshRead {
  return async (after, read) => {
    const wanted = after === undefined ? undefined : wantedPosition(after);
    if (wanted?.epoch === epoch) {
      await progress.waitFor(
        (next) => wanted.offsets.entries().every(([p, offset]) => (next[p] ?? 0) > offset),
        PATIENCE_MS,
      );
    }
    // Asked before reading: what is read may be newer, never older.
    const position = await progress.position();
    const found = await read();
    return { ...found, position: encodePosition(position), fresh: wanted === undefined || covers(position, wanted) };
  };
}

function wantedPosition(after: string): Position {
  const position = decodePosition(after);
  if (position) return position;
  throw new ProblemError("malformed-position", {
    errors: [{ path: "query/after", message: "is not a position: send the `position` of an earlier reply unchanged" }],
  });
}
