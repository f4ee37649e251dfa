import { setTimeout as delay } from "node:timers/promises";
import { createWakeUp } from "../projector/wake-up.ts";
import { keyspaceOf } from "../signal-state/keyspace-of.ts";
import { HOLD_MS } from "./leases.ts";
import type { Control, SignalState } from "../signal-state/signal-state.ts";

/** The keyspace that is read and kept up to date, which a rebuild or a rollback changes. */
export interface ServingKeyspace {
  current(): string;
  /** Whether nothing may be applied to it now. */
  isHeld(): boolean;
  /** Resolves when either has changed, or after so many milliseconds. */
  next(withinMs: number): Promise<void>;
}

/** A keyspace that serves for good. */
export function fixedKeyspace(keyspace: string): ServingKeyspace {
  return { current: () => keyspace, isHeld: () => false, next: (withinMs) => delay(withinMs) };
}

export type FollowedKeyspace = ServingKeyspace &
  Readonly<{
    /** Looks at the control record now. */
    look(): Promise<void>;
    stop(): Promise<void>;
  }>;

export type FollowOptions = Readonly<{
  state: SignalState;
  /** The signals topic's. */
  epoch: string;
  onFailure: (error: unknown) => void;
  /** How often to look; 250 ms unless told. */
  intervalMs?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds by a clock that nobody sets. */
  elapsed?: () => number;
}>;

const INTERVAL_MS = 250;

/**
 * Follows the control record, which whoever rebuilds changes, in this process or another. While it cannot be read the
 * last one holds.
 */
export async function followControl(options: FollowOptions): Promise<FollowedKeyspace> {
  const { state, epoch, onFailure, intervalMs = INTERVAL_MS, now = Date.now } = options;
  const { elapsed = () => performance.now() } = options;
  const changed = createWakeUp();
  const stopping = new AbortController();
  let control: Control | undefined = await state.control(epoch);
  /** When this version was first seen; a hold is renewed more than once before it ends. */
  let readAt = elapsed();

  let looking: Promise<void> = Promise.resolve();

  /** One after the other, so that the last answer is the latest. A version may fall: a store that loses its tail loses changes too. */
  function look(): Promise<void> {
    looking = looking.catch(() => {}).then(readAgain);
    return looking;
  }

  async function readAgain(): Promise<void> {
    const found = await state.control(epoch);
    if (found?.version === control?.version) return;
    control = found;
    readAt = elapsed();
    changed.wake();
  }

  async function run(): Promise<void> {
    for (let failing = false; await passed(intervalMs, stopping.signal);) {
      try {
        await look();
        failing = false;
      } catch (error) {
        if (!failing) onFailure(error);
        failing = true;
      }
    }
  }

  const running = run();
  return {
    current: () => control?.active ?? keyspaceOf(epoch),
    // Whoever holds and dies may have had a clock that is ahead of this one.
    isHeld: () => control?.hold != null && control.hold.until > now() && elapsed() - readAt < HOLD_MS,
    next: (withinMs) => changed.next(withinMs),
    look,
    async stop() {
      stopping.abort();
      await running;
      changed.wake();
    },
  };
}

async function passed(ms: number, signal: AbortSignal): Promise<boolean> {
  await delay(ms, undefined, { signal }).catch(() => {});
  return !signal.aborted;
}
