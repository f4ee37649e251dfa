import { decodeEvent, UndecodableEventError, type DomainEvent } from "@projectionist/contracts";
import type { LogRecord } from "@projectionist/bus";

/** An event and where it stands in the log; `appendedAt` in milliseconds since 1970. */
export type EventRecord<E extends DomainEvent> = Readonly<{
  event: E;
  topic: string;
  partition: number;
  offset: number;
  appendedAt: number;
  headers: Readonly<Record<string, string>>;
}>;

export type Poison = Readonly<{ record: LogRecord; error: UndecodableEventError }>;

/** Reads the records' events; what is none comes back as poison, both in log order. */
export function decodeRecords<E extends DomainEvent>(
  records: readonly LogRecord[],
): { events: EventRecord<E>[]; poison: Poison[] } {
  const events: EventRecord<E>[] = [];
  const poison: Poison[] = [];
  for (const record of records) {
    const { topic, partition, offset, appendedAt, headers } = record;
    try {
      events.push({ event: decodeEvent(record.value, topic) as E, topic, partition, offset, appendedAt, headers });
    } catch (error) {
      if (!(error instanceof UndecodableEventError)) throw error;
      poison.push({ record, error });
    }
  }
  return { events, poison };
}
