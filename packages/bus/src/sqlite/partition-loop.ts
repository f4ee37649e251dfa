import { setImmediate } from "node:timers/promises";
import { StaleMemberError } from "../event-log.ts";
import { createLatch } from "../latch.ts";
import type { Partition, Reader, Slice } from "./reader.ts";
import type { Watcher } from "./watcher.ts";

const firstBackoffMs = 50;
const maxBackoffMs = 2000;

export type LoopSource = Readonly<{ reader: Reader; watcher: Watcher }>;

export type LoopOptions = Readonly<{
  partition: Partition;
  maxRecords: number;
  /** Where to begin; a function is asked again after a throw. */
  from: number | (() => Promise<number>);
  /** Handles a slice; a throw brings the same records again after a back-off. */
  handle: (slice: Slice, isStale: () => boolean) => Promise<void>;
  onError: (error: Error) => void;
  /** Told whenever the position has moved. */
  onProgress?: () => void;
}>;

/** Reads one partition in order and hands its records to a handler, one slice after the other. */
export interface PartitionLoop {
  /** The next offset; everything below it, back to where the loop was set, has been handled. */
  position(): number;
  seek(offset: number): void;
  pause(): void;
  resume(): void;
  /** Waits for the slice in hand. */
  stop(): Promise<void>;
}

export function startPartitionLoop({ reader, watcher }: LoopSource, options: LoopOptions): PartitionLoop {
  const { partition, maxRecords, from, handle, onError, onProgress } = options;
  const latch = createLatch();
  const unwatch = watcher.watchPartition(partition, latch.set);
  const state = { seeks: 0, paused: false, stopped: false, failures: 0 };
  let next = typeof from === "number" ? from : undefined;

  /** Answers whether the loop was stopped or sent elsewhere since. */
  function staleness(): () => boolean {
    const { seeks } = state;
    return () => state.stopped || state.seeks !== seeks;
  }

  async function begin(isStale: () => boolean): Promise<void> {
    const offset = typeof from === "number" ? from : await from();
    if (!isStale()) setPosition(offset);
  }

  async function step(isStale: () => boolean): Promise<void> {
    if (next === undefined) return begin(isStale);
    const slice = state.paused ? undefined : await reader.slice(partition, next, maxRecords);
    const last = slice?.records.at(-1);
    if (slice === undefined || last === undefined) return latch.wait();
    if (state.paused || isStale()) return;
    const { seeks } = state;
    await handle(slice, isStale);
    if (state.seeks === seeks) setPosition(last.offset + 1);
    // A handler that never leaves the microtask queue would otherwise starve timers and sockets.
    await setImmediate();
  }

  function setPosition(offset: number): void {
    next = offset;
    onProgress?.();
  }

  async function backOff(isStale: () => boolean): Promise<void> {
    const until = Date.now() + Math.min(maxBackoffMs, firstBackoffMs * 2 ** state.failures++);
    while (!isStale() && Date.now() < until) await latch.wait(until - Date.now());
  }

  async function run(): Promise<void> {
    while (!state.stopped) {
      const isStale = staleness();
      try {
        await step(isStale);
        state.failures = 0;
      } catch (error) {
        if (!(error instanceof StaleMemberError)) onError(error instanceof Error ? error : new Error(String(error)));
        await backOff(isStale);
      }
    }
    unwatch();
  }

  const done = run();
  return {
    position: () => next ?? 0,
    seek(offset) {
      state.seeks++;
      setPosition(offset);
      latch.set();
    },
    pause: () => void (state.paused = true),
    resume() {
      state.paused = false;
      latch.set();
    },
    stop() {
      state.stopped = true;
      latch.set();
      return done;
    },
  };
}
