import { AppendError, type EventLog, type RecordPosition } from "@projectionist/bus";
import { encodePosition, type SignalEvent } from "@projectionist/contracts";
import { ProblemError, publish, recordHeadersOf, type Origin } from "@projectionist/service-kit";

/**
 * Appends the signals of a request in one call and resolves when all are durable, with where each stands.
 * @throws {ProblemError} `unavailable` when nothing was recorded, `outcome-unknown` when some of it may have been; the
 *   events' ids are in the document's `results`, unless `body` says more
 */
export async function appendSignals(
  log: EventLog,
  events: readonly SignalEvent[],
  origin: Origin,
  body?: (outcome: AppendError["outcome"]) => object,
): Promise<RecordPosition[]> {
  try {
    return await publish(log, events, recordHeadersOf(origin));
  } catch (error) {
    if (!(error instanceof AppendError)) throw error;
    const results = events.map(({ eventId }) => ({ eventId, outcome: error.outcome }));
    throw new ProblemError(
      error.outcome === "refused" ? "unavailable" : "outcome-unknown",
      { body: body?.(error.outcome) ?? { results } },
      { cause: error },
    );
  }
}

/** The position behind which everything at these places is: per partition, the last offset. */
export function positionTextOf(epoch: string, places: Iterable<Omit<RecordPosition, "topic">>): string {
  const offsets = new Map<number, number>();
  for (const { partition, offset } of places) offsets.set(partition, Math.max(offsets.get(partition) ?? 0, offset));
  return encodePosition({ epoch, offsets });
}
