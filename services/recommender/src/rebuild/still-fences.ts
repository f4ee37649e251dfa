import { setTimeout as delay } from "node:timers/promises";
import { fenceRange } from "../projector/partition-projector.ts";
import type { SignalState } from "../signal-state/signal-state.ts";

/** Longer than a projector takes to notice a hold. */
const BETWEEN_LOOKS_MS = 300;
const PATIENCE_MS = 10_000;

export type FencesOf = Readonly<{ state: SignalState; keyspace: string; epoch: string; partitions: number }>;

/** By partition, the offset up to which all shards reflect it, and whether they all reflect the same. */
export async function lowestFences({ state, keyspace, epoch, partitions }: FencesOf) {
  const ranges = await Promise.all(
    Array.from({ length: partitions }, async (_, partition) =>
      fenceRange(await state.fences(keyspace, { epoch, partition })),
    ),
  );
  return {
    offsets: ranges.map(({ lowest }) => lowest),
    areEven: ranges.every(({ lowest, highest }) => lowest === highest),
  };
}

/**
 * Waits, during a hold, until the fences of each partition's shards are equal and stay so from one look to the next.
 * Undefined when they do not come to it: who applied last died between two shards, and nobody may mend it during a hold.
 */
export async function stillFences(
  of: FencesOf,
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<readonly number[] | undefined> {
  const deadline = performance.now() + patienceMs;
  let before: string | undefined;
  for (;;) {
    const { offsets, areEven } = await lowestFences(of);
    const now = areEven ? offsets.join() : undefined;
    if (now !== undefined && now === before) return offsets;
    if (performance.now() > deadline) return undefined;
    before = now;
    await delay(BETWEEN_LOOKS_MS, undefined, { signal });
  }
}
