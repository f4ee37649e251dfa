import { setTimeout as sleep } from "node:timers/promises";
import { AppendError } from "../event-log.ts";
import type { NewRecord, RecordPosition } from "../event-log.ts";

/** A record whose partition has been chosen. */
export type PlacedRecord = Readonly<{ record: NewRecord; partition: number; size: number }>;

export interface Sender {
  /** Resolves when the next batch can be sent; rejects when that cannot be said for now. */
  ready(): Promise<void>;
  /** Sends one batch and answers its offsets in order. @throws {AppendError} */
  send(batch: readonly PlacedRecord[]): Promise<number[]>;
}

export type BatcherLimits = Readonly<{
  /** Records and bytes that go out together. */
  batchRecords: number;
  batchBytes: number;
  /** Records and bytes that may wait or be under way; more are refused. */
  pendingRecords: number;
  pendingBytes: number;
  /** From the call to its answer, in milliseconds. */
  deadlineMs: number;
  /** When sending has failed for so long, calls are refused at once until the sender is ready again, in milliseconds. */
  patienceMs: number;
}>;

export interface Batcher {
  /** @throws {AppendError} as `EventLog.append` does, no later than the deadline. */
  submit(records: readonly PlacedRecord[]): Promise<RecordPosition[]>;
  /** Resolves once all that was submitted is answered. */
  flushed(): Promise<void>;
}

type Entry = {
  readonly records: readonly PlacedRecord[];
  readonly offsets: number[];
  readonly bytes: number;
  readonly expiresAt: number;
  taken: number;
  settled: boolean;
  readonly resolve: (positions: RecordPosition[]) => void;
  readonly reject: (error: AppendError) => void;
};

const retryMs = 100;

/**
 * Gathers the records of many calls into batches, one under way at a time, in the order of the calls. What comes in while a
 * batch is under way makes up the next one, so that load fills batches and an idle log answers at once.
 */
export function createBatcher(sender: Sender, limits: BatcherLimits): Batcher {
  /** Entries with records that were not taken yet. */
  let queue: Entry[] = [];
  const unanswered = new Set<Entry>();
  let pendingRecords = 0;
  let pendingBytes = 0;
  let fault: Readonly<{ text: string; since: number }> | undefined;
  let expiry: NodeJS.Timeout | undefined;
  let pumping: Promise<void> | undefined;

  function submit(records: readonly PlacedRecord[]): Promise<RecordPosition[]> {
    const bytes = records.reduce((sum, { size }) => sum + size, 0);
    if (pendingRecords + records.length > limits.pendingRecords || pendingBytes + bytes > limits.pendingBytes) {
      const waiting = `${pendingRecords} records of ${pendingBytes} bytes wait already`;
      return Promise.reject(new AppendError(`the event log takes no more for now: ${waiting}`, "refused"));
    }
    if (fault !== undefined && performance.now() - fault.since > limits.patienceMs) {
      pumping ??= pump();
      return Promise.reject(new AppendError(`the event log cannot be written for now: ${fault.text}`, "refused"));
    }
    pendingRecords += records.length;
    pendingBytes += bytes;
    const { promise, resolve, reject } = Promise.withResolvers<RecordPosition[]>();
    const expiresAt = performance.now() + limits.deadlineMs;
    const entry = { records, offsets: [], bytes, expiresAt, taken: 0, settled: false, resolve, reject };
    queue.push(entry);
    unanswered.add(entry);
    expiry ??= setTimeout(expire, limits.deadlineMs);
    pumping ??= pump();
    return promise;
  }

  async function pump(): Promise<void> {
    // The calls of one turn of the event loop go out together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    do {
      if (await isReady()) {
        const parts = take();
        if (parts.length > 0) await deliver(parts);
      } else await sleep(retryMs);
    } while (queue.length > 0);
    pumping = undefined;
  }

  async function isReady(): Promise<boolean> {
    try {
      await sender.ready();
      fault = undefined;
      return true;
    } catch (error) {
      noteFault(error);
      return false;
    }
  }

  function noteFault(error: unknown): void {
    fault = { text: messageOf(error), since: fault?.since ?? performance.now() };
  }

  type Part = Readonly<{ entry: Entry; from: number; to: number }>;

  function take(): Part[] {
    const parts: Part[] = [];
    let records = 0;
    let bytes = 0;
    let full = false;
    for (const entry of queue) {
      const from = entry.taken;
      while (!full && entry.taken < entry.records.length) {
        bytes += entry.records[entry.taken]!.size;
        full = records > 0 && (records >= limits.batchRecords || bytes > limits.batchBytes);
        if (full) break;
        records++;
        entry.taken++;
      }
      if (entry.taken > from) parts.push({ entry, from, to: entry.taken });
      if (full) break;
    }
    const done = queue.findIndex(({ taken, records }) => taken < records.length);
    queue = done < 0 ? [] : queue.slice(done);
    return parts;
  }

  async function deliver(parts: readonly Part[]): Promise<void> {
    try {
      const offsets = await sender.send(parts.flatMap(({ entry, from, to }) => entry.records.slice(from, to)));
      let at = 0;
      for (const { entry, from, to } of parts) {
        for (let index = from; index < to; index++) entry.offsets[index] = offsets[at++]!;
        if (to === entry.records.length) succeed(entry);
      }
    } catch (error) {
      const refused = error instanceof AppendError && error.outcome === "refused";
      if (!refused) noteFault(error);
      for (const { entry, from } of parts) {
        fail(entry, new AppendError(messageOf(error), refused && from === 0 ? "refused" : "unknown", { cause: error }));
      }
    }
  }

  function settle(entry: Entry): boolean {
    if (entry.settled) return false;
    entry.settled = true;
    unanswered.delete(entry);
    pendingRecords -= entry.records.length;
    pendingBytes -= entry.bytes;
    return true;
  }

  function succeed(entry: Entry): void {
    if (!settle(entry)) return;
    const positionOf = ({ record, partition }: PlacedRecord, index: number) => ({
      topic: record.topic,
      partition,
      offset: entry.offsets[index]!,
    });
    entry.resolve(entry.records.map(positionOf));
  }

  function fail(entry: Entry, error: AppendError): void {
    if (!settle(entry)) return;
    if (entry.taken < entry.records.length) queue = queue.filter((each) => each !== entry);
    entry.reject(error);
  }

  function expire(): void {
    expiry = undefined;
    const now = performance.now();
    const late = `the log did not answer within ${limits.deadlineMs} ms${fault ? `: ${fault.text}` : ""}`;
    for (const entry of unanswered) {
      if (entry.expiresAt > now) {
        expiry = setTimeout(expire, entry.expiresAt - now);
        return;
      }
      fail(entry, new AppendError(late, entry.taken === 0 ? "refused" : "unknown"));
    }
  }

  return {
    submit,
    async flushed() {
      while (unanswered.size > 0) await pumping;
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
