import { openEventLog } from "@projectionist/bus";
import { decodeEvent, UndecodableEventError, type SignalEvent } from "@projectionist/contracts";
import { DEFAULT_WINDOW, keyspaceOf } from "@projectionist/recommender";
import { linesOf, recount } from "@projectionist/recommender/recount";
import { openSignalState } from "@projectionist/recommender/signal-state";

/** How the counts of a signal state differ from a plain recount of its log. */
export type CountDifferences = Readonly<{
  lines: number;
  onlyCounted: readonly string[];
  onlyRecounted: readonly string[];
}>;

/**
 * Counts the log again, one event after the other, and compares. The state has to have caught up with the log. The keyspace is
 * the first one unless told.
 */
export async function compareWithRecount(
  logUrl: string,
  stateUrl: string,
  keyspace?: string,
): Promise<CountDifferences> {
  const log = await openEventLog(logUrl);
  const state = await openSignalState(stateUrl);
  try {
    const logged: { event: SignalEvent; offset: number; appendedAt: number }[] = [];
    const tail = await log.tail({
      topic: "activity.signals",
      from: [],
      onRecords: async (records) => {
        for (const { value, offset, appendedAt } of records) {
          const event = decoded(value);
          if (event) logged.push({ event, offset, appendedAt });
        }
      },
    });
    await tail.caughtUp();
    await tail.stop();
    const counted = new Set(await linesOf(state.scan(keyspace ?? keyspaceOf(await log.epoch("activity.signals")))));
    const recounted = new Set(recount(logged, DEFAULT_WINDOW));
    return {
      lines: recounted.size,
      onlyCounted: [...counted].filter((line) => !recounted.has(line)),
      onlyRecounted: [...recounted].filter((line) => !counted.has(line)),
    };
  } finally {
    await state.close();
    await log.close();
  }
}

/** What is no event was put aside by the projector and counts nothing. */
function decoded(value: Uint8Array): SignalEvent | undefined {
  try {
    return decodeEvent(value, "activity.signals") as SignalEvent;
  } catch (error) {
    if (error instanceof UndecodableEventError) return undefined;
    throw error;
  }
}
