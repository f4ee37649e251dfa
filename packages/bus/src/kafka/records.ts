import type { KafkaMessage } from "kafkajs";
import { partitionFor } from "../murmur2.ts";
import type { LogRecord, NewRecord } from "../event-log.ts";
import type { PlacedRecord } from "./batcher.ts";

/** About what a record takes up beside its key, its value and its headers' text. */
const overhead = 32;

export function placeRecord(record: NewRecord, partitions: number): PlacedRecord {
  let size = overhead + 3 * record.key.length + record.value.length;
  for (const [name, text] of Object.entries(record.headers ?? {})) size += 3 * (name.length + text.length) + 4;
  return { record, partition: partitionFor(record.key, partitions), size };
}

export function recordOf(topic: string, partition: number, message: KafkaMessage): LogRecord {
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key?.toString() ?? "",
    value: message.value ?? new Uint8Array(0),
    headers: headersOf(message.headers),
    appendedAt: Number(message.timestamp),
  };
}

/** Of a header that foreign writers repeated, the last one counts. */
function headersOf(headers: KafkaMessage["headers"]): Record<string, string> {
  const found = Object.entries(headers ?? {}).map(([name, value]) => [name, [value].flat().at(-1)?.toString() ?? ""]);
  return Object.fromEntries(found) as Record<string, string>;
}
