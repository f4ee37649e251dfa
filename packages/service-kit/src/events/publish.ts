import type { EventLog, RecordPosition } from "@projectionist/bus";
import { recordOf, type DomainEvent } from "@projectionist/contracts";

/** Appends events, in order and durable, and answers where each stands. Errors are those of `EventLog.append`. */
export async function publish(
  log: EventLog,
  events: readonly DomainEvent[],
  headers: Readonly<Record<string, string>> = {},
): Promise<RecordPosition[]> {
  return log.append(events.map((event) => recordOf(event, headers)));
}
