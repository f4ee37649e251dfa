import { setTimeout as delay } from "node:timers/promises";
import type { EventLog } from "@projectionist/bus";
import type { VerifyResult } from "@projectionist/contracts";
import { readControl, type ControlOf } from "../control/change-control.ts";
import { whileHeld } from "../control/leases.ts";
import { DEFAULT_WINDOW } from "../ledger/pair-weight.ts";
import { approach, sum } from "../rebuild/approach.ts";
import { compareFacts, gatherFacts } from "../rebuild/compare-facts.ts";
import { replayLog } from "../rebuild/replay-log.ts";
import { lowestFences, stillFences } from "../rebuild/still-fences.ts";
import type { Task } from "../rebuild/task.ts";
import { Recount } from "./recount.ts";

const ATTEMPTS = 4;
const REST_MS = 3_000;
const READING = 0.8;

export type VerifyOptions = Readonly<{ log: EventLog; topic: string; control: ControlOf; task: Task }>;

/**
 * Counts the whole log again with an implementation of its own, and compares the state that serves with that, held still at
 * the same offsets. Nothing is changed.
 */
export async function verify({ log, topic, control, task }: VerifyOptions): Promise<VerifyResult> {
  const { state, epoch } = control;
  const began = performance.now();
  const partitions = (await log.ends(topic)).length;
  const { active: keyspace } = await readControl(control);
  const { window } = await state.settings(keyspace, { window: DEFAULT_WINDOW });
  const serving = { state, keyspace, epoch, partitions };
  const recount = new Recount();
  const sink = async (_partition: number, signals: readonly Parameters<Recount["add"]>[0][]) =>
    signals.forEach((signal) => recount.add(signal));
  const replay = await replayLog({ log, topic, partitions, sink });
  try {
    for (let attempt = 1; ; attempt++) {
      await approach({ log, topic, serving, replay, task, share: READING });
      task.progress(READING, "compares, nothing is applied");
      const { result, pauseMs } = await whileHeld(control, task.signal, compareAtRest);
      if (typeof result !== "string") {
        const seconds = Math.round((performance.now() - began) / 100) / 10;
        const records = sum(replay.taken());
        return { ...result, keyspace, window, records, seconds, pauseMs: Math.round(pauseMs) };
      }
      task.log(`attempt ${attempt}: ${result}`);
      if (attempt === ATTEMPTS) throw new Error(`${result}: look at the positions`);
      await delay(REST_MS, undefined, { signal: task.signal });
    }
  } finally {
    await replay.stop();
  }

  async function compareAtRest(signal: AbortSignal) {
    const still = await stillFences(serving, signal);
    if (still === undefined)
      return `${keyspace} did not come to a rest: a projector of it has stopped between two shards`;
    const ends = await log.ends(topic);
    if (still.some((offset, partition) => offset >= (ends[partition] ?? 0)))
      return `${keyspace} reflects more than the log holds, which has lost records`;
    await replay.carryTo(still, signal);
    const expected = await gatherFacts(recount.entries(window));
    const comparison = await compareFacts(expected, state.scan(keyspace), {
      expected: "in the log",
      found: "in the state",
    });
    const after = await lowestFences(serving);
    if (!after.areEven || after.offsets.join() !== still.join()) return `${keyspace} was changed while it was compared`;
    if ((await readControl(control)).active !== keyspace)
      throw new Error(`another keyspace than ${keyspace} serves by now: start it again`);
    return { ...comparison, offsets: still };
  }
}
