import { covers } from "@projectionist/contracts";
import type { Position } from "@projectionist/contracts";
import { shardOf } from "../signal-state/shard-of.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import type { WakeUp } from "./wake-up.ts";

const POLL_MS = 4;
const TIMEOUT_MS = 1000;

export type WaitForPositionOptions = Readonly<{
  state: SignalState;
  /** Which keyspace is read now. */
  keyspace: () => string;
  /** The signals topic's. */
  epoch: string;
  userId: string;
  /** What the reader wants to see reflected; nothing unless given. */
  after?: Position | undefined;
  /** 1,000 unless told. */
  timeoutMs?: number;
  /** Woken whenever a projector of this process has applied something; other processes' are noticed by polling. */
  wakeUp?: WakeUp | undefined;
}>;

/**
 * Waits until what is stored for the viewer reflects a position, whichever instance projects it, and answers the
 * position that it reflects; `fresh: false` when it did not get there in time.
 *
 * The fences of viewers' shards are the last to move, so that the films' counts reflect the position too.
 */
export async function waitForPosition(
  options: WaitForPositionOptions,
): Promise<{ position: Position; fresh: boolean }> {
  const { state, keyspace, epoch, userId, after, timeoutMs = TIMEOUT_MS, wakeUp } = options;
  const shard = `v${shardOf(userId, state.shardCounts.viewers)}` as const;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const position = { epoch, offsets: await state.shardFences(keyspace(), epoch, shard) };
    if (after === undefined || covers(position, after)) return { position, fresh: true };
    const left = deadline - performance.now();
    if (left <= 0 || after.epoch !== epoch) return { position, fresh: false };
    await pause(Math.min(POLL_MS, left), wakeUp);
  }
}

async function pause(ms: number, wakeUp: WakeUp | undefined): Promise<void> {
  await (wakeUp ? wakeUp.next(ms) : new Promise((resolve) => setTimeout(resolve, ms)));
}
