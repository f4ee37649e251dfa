import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { StaleMemberError } from "../event-log.ts";
import type { LogRecord } from "../event-log.ts";
import { createLatch } from "../latch.ts";

const firstBackoffMs = 50;
const maxBackoffMs = 2000;
/** How long a fetch waits for the handlers of the last one, so that quick ones cost no extra round trip. */
const graceMs = 50;

/** Records of one partition as they were fetched. */
export type Fetched = Readonly<{ from: number; end: number; records: readonly LogRecord[] }>;

/** What a lane asks of the client that fetches for it; calls after the partition was lost do nothing. */
export type LaneFetcher = Readonly<{ seek: (offset: number) => void; pause: () => void; resume: () => void }>;

export type LaneOptions = Readonly<{
  maxRecords: number;
  fetcher: LaneFetcher;
  /** Where to begin, or to go on from the wanted offset, within what the log holds; asked again after a throw. */
  start: (wanted: number | undefined) => Promise<number>;
  onError: (error: Error) => void;
}>;

/** Handles a slice; a throw brings the same records again after a back-off. */
type Handle = (records: readonly LogRecord[], isStale: () => boolean) => Promise<void>;

/**
 * Hands the records of one held partition to a handler in order, one slice after the other. The lane alone says where the
 * partition is read: only what was fetched from its position is handled. While a handler is slow or backs off, fetching of this
 * partition is paused and that of the others, with the member's heartbeats, goes on.
 */
export interface PartitionLane {
  /** Resolves when the records are handled, or soon: the rest is then done while the partition is paused. */
  take(fetched: Fetched, handle: Handle): Promise<void>;
  seek(offset: number): void;
  pause(): void;
  resume(): void;
  /** Wants no more records; resolves when the handler in hand has ended. */
  stop(): Promise<void>;
}

export function startPartitionLane({ maxRecords, fetcher, start, onError }: LaneOptions): PartitionLane {
  const latch = createLatch();
  const state = { seeks: 0, paused: false, detached: false, stopped: false };
  let next: number | undefined;
  let working: Promise<void> | undefined;

  /** Answers whether the lane was stopped or sent elsewhere since. */
  function staleness(): () => boolean {
    const { seeks } = state;
    return () => state.stopped || state.seeks !== seeks;
  }

  function steer(): void {
    if (state.stopped) return;
    if (next === undefined || state.paused || state.detached) fetcher.pause();
    else fetcher.resume();
  }

  /** Runs a step until it succeeds or its result is no longer wanted. */
  async function persist(step: () => Promise<void>, isStale: () => boolean): Promise<void> {
    for (let failures = 0; !isStale(); failures++) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof StaleMemberError)) onError(error instanceof Error ? error : new Error(String(error)));
      }
      const until = Date.now() + Math.min(maxBackoffMs, firstBackoffMs * 2 ** failures);
      while (!isStale() && Date.now() < until) await latch.wait(until - Date.now());
    }
  }

  async function begin(wanted?: number): Promise<void> {
    next = undefined;
    steer();
    const isStale = staleness();
    await persist(async () => {
      const offset = await start(wanted);
      if (!isStale()) moveTo(offset);
    }, isStale);
  }

  /** Does one thing at a time, while which nothing more is taken. */
  function occupy(work: Promise<void>): Promise<void> {
    const ended = work.finally(() => {
      working = undefined;
      state.detached = false;
      steer();
    });
    working = ended;
    return ended;
  }

  function moveTo(offset: number): void {
    next = offset;
    fetcher.seek(offset);
  }

  async function work({ records }: Fetched, handle: Handle): Promise<void> {
    const isStale = staleness();
    for (let at = 0; at < records.length && !isStale() && !state.paused; at += maxRecords) {
      const slice = records.slice(at, at + maxRecords);
      await persist(async () => {
        await handle(slice, isStale);
        if (!isStale()) next = slice.at(-1)!.offset + 1;
      }, isStale);
      // A handler that never leaves the microtask queue would otherwise starve timers and sockets.
      await setImmediate();
    }
    if (!state.stopped) fetcher.seek(next!);
  }

  async function take(fetched: Fetched, handle: Handle): Promise<void> {
    if (state.stopped || state.paused || next === undefined || working !== undefined) return;
    if (fetched.from !== next) return void occupy(begin(next));
    const ended = occupy(work(fetched, handle));
    const timeout = new AbortController();
    await Promise.race([ended, sleep(graceMs, undefined, { signal: timeout.signal }).catch(() => {})]);
    timeout.abort();
    if (working !== ended) return;
    state.detached = true;
    steer();
  }

  void occupy(begin());
  return {
    take,
    seek(offset) {
      state.seeks++;
      moveTo(offset);
      latch.set();
    },
    pause() {
      state.paused = true;
      steer();
    },
    resume() {
      state.paused = false;
      steer();
    },
    async stop() {
      state.stopped = true;
      latch.set();
      await working;
    },
  };
}
