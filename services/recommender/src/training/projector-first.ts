import { setTimeout as delay } from "node:timers/promises";
import type { EventLog } from "@projectionist/bus";
import { lowestFences } from "../rebuild/still-fences.ts";
import type { SignalState } from "../signal-state/signal-state.ts";

/** So many records that the state does not reflect yet are a backlog. */
const BACKLOG = 1_000;
const LOOK_MS = 500;
/** A backlog that never ends delays others so long, then they have a turn. */
const LONGEST_MS = 30_000;
const TURN_MS = 1_000;

export type ProjectorFirstOptions = Readonly<{
  log: Pick<EventLog, "ends">;
  state: SignalState;
  topic: string;
  /** The topic's. */
  epoch: string;
  /** Which keyspace serves. */
  keyspace: () => string;
}>;

/**
 * A door that is shut while the projector works off a backlog, as of an import, so that other work on the log leaves it the
 * processor: it takes place at once when that is over.
 */
export function createProjectorFirst(options: ProjectorFirstOptions): (signal: AbortSignal) => Promise<void> {
  const { log, topic, state, epoch, keyspace } = options;
  let openUntil = 0;

  async function backlog(): Promise<number> {
    const ends = await log.ends(topic);
    const { offsets } = await lowestFences({ state, keyspace: keyspace(), epoch, partitions: ends.length });
    return ends.reduce((behind, end, partition) => behind + end - 1 - offsets[partition]!, 0);
  }

  return async (signal) => {
    const deadline = performance.now() + LONGEST_MS;
    while (performance.now() >= openUntil && performance.now() < deadline && (await backlog()) > BACKLOG)
      await delay(LOOK_MS, undefined, { signal });
    if (performance.now() >= openUntil) openUntil = performance.now() + TURN_MS;
  };
}
