import { setTimeout as delay } from "node:timers/promises";
import type { EventLog } from "@projectionist/bus";
import type { RebuildResult } from "@projectionist/contracts";
import type { ControlOf } from "../control/change-control.ts";
import { whileHeld } from "../control/leases.ts";
import { DEFAULT_WINDOW } from "../ledger/pair-weight.ts";
import { LedgerCache } from "../projector/ledger-cache.ts";
import { PartitionProjector } from "../projector/partition-projector.ts";
import { retryInPlace } from "../projector/retry-in-place.ts";
import { approach, sum } from "./approach.ts";
import { withNewKeyspace, type Slot } from "./build-slot.ts";
import { catchUp } from "./catch-up.ts";
import { compareKeyspaces, type KeyspaceComparison } from "./compare-keyspaces.ts";
import { replayLog, type Replay, type Sink } from "./replay-log.ts";
import { lowestFences, stillFences } from "./still-fences.ts";
import type { Task } from "./task.ts";

const ATTEMPTS = 4;
const REST_MS = 3_000;
/** The part of the work that is reading the log. */
const READING = 0.9;

export type RebuildOptions = Readonly<{
  log: EventLog;
  topic: string;
  control: ControlOf;
  /** With how many films before it a film of a history is paired; as in the keyspace that serves unless told. */
  window?: number | undefined;
  /** Swap also where the rebuilt state differs: the one that serves is known to be wrong. */
  replace?: boolean | undefined;
  /** Do not keep what served until now. */
  dropPrevious?: boolean | undefined;
  task: Task;
  now?: () => number;
}>;

type Attempt =
  | Readonly<{ outcome: "moved"; why: string }>
  | Readonly<{ outcome: "swapped" | "different"; offsets: readonly number[]; verdict: KeyspaceComparison | null }>;

/**
 * Counts the whole log into a new keyspace while the one that serves goes on, holds that one at some offsets, compares both
 * there, and lets the new one serve in its place. Where they differ nothing is swapped unless `replace` says so.
 *
 * What fails, or is told to end, leaves everything as it was.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildResult> {
  const { log, topic, control, window: asked, replace = false, dropPrevious = false, task, now = Date.now } = options;
  const { state, epoch } = control;
  const began = performance.now();
  const partitions = (await log.ends(topic)).length;

  return withNewKeyspace(control, { name: rebuiltName(now(), epoch), dropPrevious, task }, async (slot) => {
    const { active, keyspace, signal } = slot;
    const current = await state.settings(active, { window: DEFAULT_WINDOW });
    const { window } = await state.settings(keyspace, { window: asked ?? current.window });
    task.log(`counts the log into ${keyspace} with a window of ${window}, while ${active} serves`);
    const serving = { state, keyspace: active, epoch, partitions };
    const replay = await replayLog({ log, topic, partitions, sink: sinkInto(keyspace, window, signal) });
    try {
      for (let attempt = 1; ; attempt++) {
        await approach({ log, topic, serving, replay, task: { ...task, signal }, share: READING });
        task.progress(READING, "compares both, nothing is applied");
        const isLast = attempt === ATTEMPTS;
        const { result, pauseMs } = await whileHeld(control, signal, (held) => swapIfEqual(slot, replay, isLast, held));
        if (result.outcome !== "moved") return await finish(slot, replay, window, result, pauseMs);
        task.log(`attempt ${attempt}: ${result.why}`);
        if (isLast)
          throw new Error(`${result.why}: look at the positions; with replace it is swapped without a comparison`);
        await delay(REST_MS, undefined, { signal });
      }
    } finally {
      await replay.stop();
    }
  });

  function sinkInto(keyspace: string, window: number, signal: AbortSignal): Sink {
    const cache = new LedgerCache();
    const projectors = Array.from(
      { length: partitions },
      (_, partition) =>
        new PartitionProjector({ state, keyspace, source: { epoch, partition }, window, cache, applied: -1 }),
    );
    return async (partition, signals, batchEnd) => {
      const outcome = await retryInPlace(() => projectors[partition]!.project(signals, batchEnd), {
        signal,
        beforeRetry: async () => {},
        onFailure: (error) => task.log(`partition ${partition} is tried again: ${(error as Error).message}`),
      });
      if (outcome === "gap") throw new Error(`the store lost a part of ${keyspace}: start the rebuild again`);
    };
  }

  async function swapIfEqual(slot: Slot, replay: Replay, isLast: boolean, signal: AbortSignal): Promise<Attempt> {
    const { active, keyspace } = slot;
    const serving = { state, keyspace: active, epoch, partitions };
    const still = await stillFences(serving, signal);
    const ends = await log.ends(topic);
    const isAhead = still?.some((offset, partition) => offset >= (ends[partition] ?? 0)) === true;
    if (still === undefined || isAhead) {
      const why = isAhead
        ? `${active} reflects more than the log holds, which has lost records`
        : `${active} did not come to a rest: a projector of it has stopped between two shards`;
      if (!replace || !(isAhead || isLast)) return { outcome: "moved", why };
      task.log(`${why}: it is replaced without a comparison`);
      await slot.swap();
      return { outcome: "swapped", offsets: replay.taken(), verdict: null };
    }
    await replay.carryTo(still, signal);
    const verdict = await compareKeyspaces(state, { served: active, rebuilt: keyspace }, signal);
    const after = await lowestFences(serving);
    if (!after.areEven || after.offsets.join() !== still.join())
      return { outcome: "moved", why: `${active} was changed while it was compared` };
    if (verdict.comparison !== null && !replace) return { outcome: "different", offsets: still, verdict };
    await slot.swap();
    return { outcome: "swapped", offsets: still, verdict };
  }

  async function finish(
    slot: Slot,
    replay: Replay,
    window: number,
    { outcome, offsets, verdict }: Exclude<Attempt, { outcome: "moved" }>,
    pauseMs: number,
  ): Promise<RebuildResult> {
    const isSwapped = outcome === "swapped";
    const active = isSwapped ? slot.keyspace : slot.active;
    const caughtUp = isSwapped ? await catchUp(log, topic, { state, keyspace: active, epoch, partitions }, task) : null;
    return {
      outcome,
      active,
      previous: isSwapped && !dropPrevious ? slot.active : null,
      window,
      records: sum(replay.taken()),
      seconds: Math.round((performance.now() - began) / 100) / 10,
      pauseMs: Math.round(pauseMs),
      catchUpMs: caughtUp?.ms ?? null,
      offsets,
      compared: verdict?.compared ?? "nothing",
      digests: verdict?.digests ?? null,
      comparison: verdict?.comparison ?? null,
    };
  }
}

/** Tells when it was made, to the millisecond: no two rebuilds have the same; and of which incarnation of the log. */
function rebuiltName(now: number, epoch: string): string {
  return `rebuilt-${new Date(now).toISOString().slice(0, 23).replace(/[-:.]/g, "")}.${epoch}`;
}
