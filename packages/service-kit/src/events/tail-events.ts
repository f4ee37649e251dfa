import type { EventLog, Tail, TailOptions } from "@projectionist/bus";
import type { DomainEvent } from "@projectionist/contracts";
import type { Logger } from "pino";
import { decodeRecords, type EventRecord } from "./event-record.ts";

export type TailEventsOptions<E extends DomainEvent> = Readonly<{
  log: EventLog;
  logger: Logger;
  /** Handles a non-empty list, each partition's events in log order. A throw brings the same events again. */
  onEvents: (events: readonly EventRecord<E>[]) => Promise<void>;
}> &
  Pick<TailOptions, "topic" | "from" | "maxRecords">;

/**
 * Reads all partitions as `EventLog.tail` does, with events in place of records. Records that are no events are logged
 * and left out: putting them aside is for the topic's groups.
 */
export async function tailEvents<E extends DomainEvent>({
  log,
  logger,
  onEvents,
  ...rest
}: TailEventsOptions<E>): Promise<Tail> {
  const { topic } = rest;
  return log.tail({
    ...rest,
    onRecords: async (records) => {
      const { events, poison } = decodeRecords<E>(records);
      for (const { record, error } of poison) {
        logger.warn(
          { topic, partition: record.partition, offset: record.offset, reason: error.message },
          "a record is not an event and is left out",
        );
      }
      if (events.length > 0) await onEvents(events);
    },
    onError: (err) => logger.warn({ err, topic }, "events will be tried again"),
  });
}
