import type { EventLog } from "@projectionist/bus";
import type { Replay } from "./replay-log.ts";
import { lowestFences, type FencesOf } from "./still-fences.ts";
import { durationText, shown, type Task } from "./task.ts";

/** So few records are carried over in no time. */
const NEAR = 1_000;
const TELL_EVERY_MS = 250;

export type ApproachOptions = Readonly<{
  log: EventLog;
  topic: string;
  /** The state that serves, beyond which nothing is taken in. */
  serving: FencesOf;
  replay: Replay;
  task: Task;
  /** The part of the whole work that this is. */
  share: number;
}>;

/**
 * Carries a replay to near where the serving state is, wherever that gets to meanwhile; tells the rate and the time left.
 * Where the state reflects more than the log holds, to the end of the log.
 */
export async function approach({ log, topic, serving, replay, task, share }: ApproachOptions): Promise<void> {
  const began = performance.now();
  const atFirst = sum(replay.taken());
  for (;;) {
    const { offsets } = await lowestFences(serving);
    const ends = await log.ends(topic);
    const goals = offsets.map((offset, partition) => Math.min(offset, (ends[partition] ?? 0) - 1));
    const total = sum(goals);
    const tell = () => {
      const done = sum(replay.taken());
      const seconds = (performance.now() - began) / 1000;
      const rate = (done - atFirst) / seconds;
      const left = rate > 0 ? `, ${durationText((total - done) / rate)} left` : "";
      const note = `${shown(done)} of ${shown(total)} records, ${shown(rate)} a second${left}`;
      task.progress(share * Math.min(1, total === 0 ? 1 : done / total), note);
    };
    const telling = setInterval(tell, TELL_EVERY_MS);
    try {
      const isNear = total - sum(replay.taken()) <= NEAR;
      await replay.carryTo(goals, task.signal);
      if (isNear) return tell();
    } finally {
      clearInterval(telling);
    }
  }
}

/** How many records lie before and at these offsets. */
export function sum(offsets: readonly number[]): number {
  return offsets.reduce((total, offset) => total + offset + 1, 0);
}
