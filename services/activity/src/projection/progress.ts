import { topics, type Position } from "@projectionist/contracts";
import { VersionConflictError } from "@projectionist/stores";
import type { Collections, ProgressDocument } from "./collections.ts";

const POLL_MS = 20;
const PARTITIONS = topics["activity.signals"].partitions;

/** How far the projection has come, per partition, as the store says: any instance can ask. */
export interface Progress {
  /** The log's, of which the documents are made. */
  readonly epoch: string;
  /** The next offset wanted; the index is the partition. */
  read(): Promise<readonly number[]>;
  /** Says that everything below `nextOffset` is in the store. It never goes back. */
  advance(partition: number, nextOffset: number): Promise<void>;
  /** Takes over what was noted under a former name of the log's epoch. */
  adopt(formerEpoch: string): Promise<void>;
  /** Waits until the projection has what is wanted; false when it has not within `withinMs`. */
  waitFor(reached: (next: readonly number[]) => boolean, withinMs: number): Promise<boolean>;
  /** The position that the store's documents reflect at least. */
  position(): Promise<Position>;
}

/** The documents were made from another log, or from more of it than there is. */
export class ForeignProgressError extends Error {
  constructor(partition: number, what: string) {
    super(
      `activity's documents do not belong to this log (partition ${partition}: ${what}): ` +
        "restore the log that they were made from, or start with an empty document store, which gives up the texts of reviews",
    );
    this.name = "ForeignProgressError";
  }
}

export function createProgress(documents: Collections["progress"], epoch: string): Progress {
  const ids = Array.from({ length: PARTITIONS }, (_, partition) => String(partition));
  const waiting = new Set<() => void>();
  let advances = 0;

  async function read(): Promise<readonly number[]> {
    const stored = await documents.getMany(ids);
    return ids.map((id, partition) => {
      const value = stored.get(id)?.value;
      if (value) requireEpoch(partition, value.epoch, epoch);
      return value?.nextOffset ?? 0;
    });
  }

  /** Changes what is noted of a partition; `next` answers undefined for what can stay. */
  async function change(
    partition: number,
    next: (stored: ProgressDocument | undefined) => ProgressDocument | undefined,
  ): Promise<void> {
    const id = String(partition);
    for (;;) {
      const stored = await documents.get(id);
      const value = next(stored?.value);
      if (value === undefined) return;
      try {
        await documents.put(id, value, { expectedVersion: stored?.version ?? "absent" });
        return;
      } catch (error) {
        if (!(error instanceof VersionConflictError)) throw error;
      }
    }
  }

  async function advance(partition: number, nextOffset: number): Promise<void> {
    await change(partition, (stored) =>
      stored && stored.nextOffset >= nextOffset ? undefined : { epoch, nextOffset },
    );
    advances += 1;
    for (const wake of waiting) wake();
  }

  return {
    epoch,
    read,
    advance,
    async adopt(formerEpoch) {
      for (const partition of ids.keys()) {
        await change(partition, (stored) => (stored?.epoch === formerEpoch ? { ...stored, epoch } : undefined));
      }
    },
    async waitFor(reached, withinMs) {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const seen = advances;
        if (reached(await read())) return true;
        const left = deadline - performance.now();
        if (left <= 0) return false;
        if (seen === advances) await pause(Math.min(left, POLL_MS));
      }
    },
    async position() {
      const next = await read();
      return {
        epoch,
        offsets: new Map(next.flatMap((offset, partition) => (offset > 0 ? [[partition, offset - 1]] : []))),
      };
    },
  };

  /** Waits for the next advance in this process, or until it is time to ask the store for those of others. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      waiting.add(wake);
    });
  }
}

/** @throws {ForeignProgressError} the documents are ahead of the log: it has lost facts, or is another one */
export function checkProgress(next: readonly number[], ends: readonly number[]): void {
  for (const [partition, offset] of next.entries()) requireLog(partition, offset, ends[partition] ?? 0);
}

/** As {@link checkProgress}, for one partition that ends at `end`. */
export function requireLog(partition: number, next: number, end: number): void {
  if (next > end) throw new ForeignProgressError(partition, `they reflect offset ${next - 1}, the log ends at ${end}`);
}

/** @throws {ForeignProgressError} the documents reflect a log of this epoch, and it is another one */
export function requireEpoch(partition: number, epoch: string, ofLog: string): void {
  if (epoch !== ofLog) throw new ForeignProgressError(partition, `epoch ${epoch} is not ${ofLog}`);
}
