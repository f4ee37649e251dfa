import type { EventLog, Tail, TailOptions } from "@projectionist/bus";
import type { DomainEvent } from "@projectionist/contracts";
import type { Logger } from "pino";
import { originFieldsOf } from "../origin/origin.ts";
import { createTrouble } from "../trouble.ts";
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
  const trouble = createTrouble(logger);
  const begin = performance.now();
  let read = 0;
  const tail = await log.tail({
    ...rest,
    onRecords: async (records) => {
      const { events, poison } = decodeRecords<E>(records);
      for (const { record, error } of poison) {
        const { partition, offset, headers } = record;
        logger.warn(
          { topic, partition, offset, reason: error.message, ...originFieldsOf(headers) },
          "a record is not an event and is left out",
        );
      }
      if (events.length > 0) await onEvents(events);
      read += events.length;
      trouble.over("read", { topic }, "events are read again");
    },
    onError: (err) => trouble.failed("read", { err, topic }, "events will be read again"),
  });
  tail.caughtUp().then(
    () => logger.info({ topic, events: read, ms: Math.round(performance.now() - begin) }, "caught up"),
    // It was stopped before.
    () => {},
  );
  return tail;
}
