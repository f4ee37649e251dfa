import { openSignalState, type SignalState } from "@projectionist/recommender/signal-state";
import { keyspaceOf } from "@projectionist/recommender";
import type { Arena } from "./arena.ts";
import { compareWithRecount } from "./load/recount.ts";
import { RATED_AGAIN, type Traffic } from "./traffic.ts";

/**
 * How the state differs from a plain recount of the log, and viewers' ratings from the last that was sent of each. The
 * keyspace is the first one unless told.
 */
export async function differencesOf(
  { log, logUrl, stateUrl }: Arena,
  traffic?: Traffic,
  keyspace?: string,
): Promise<string[]> {
  const { onlyCounted, onlyRecounted } = await compareWithRecount(logUrl, stateUrl, keyspace);
  const differences = [
    ...onlyCounted.map((line) => `counted, but not in the log: ${line}`),
    ...onlyRecounted.map((line) => `in the log, but not counted: ${line}`),
  ];
  if (traffic === undefined) return differences;
  const state = await openSignalState(stateUrl, {});
  try {
    return [...differences, ...(await misordered(state, keyspaceOf(await log.epoch("activity.signals")), traffic))];
  } finally {
    await state.close();
  }
}

async function misordered(state: SignalState, keyspace: string, { lastRatings }: Traffic): Promise<string[]> {
  const ledgers = await state.ledgers(keyspace, [...lastRatings.keys()]);
  return [...lastRatings].flatMap(([userId, rating]) => {
    const last = (ledgers.get(userId) ?? []).findLast(
      ({ movieId, type }) => movieId === RATED_AGAIN && type === "rated",
    );
    return last?.value === rating ? [] : [`${userId} rated ${rating} last, but ${last?.value ?? "nothing"} stands`];
  });
}
