import { deadLetterHeaders, deadLetterTopicOf, topics } from "@projectionist/contracts";
import type { EventLog, NewRecord } from "@projectionist/bus";
import type { Logger } from "pino";
import { originFieldsOf } from "../origin/origin.ts";
import type { Poison } from "./event-record.ts";

/** Puts a group's poisonous records aside, and resolves with how many it were once the log has acknowledged them. */
export type DeadLetters = (poison: readonly Poison[]) => Promise<number>;

/**
 * A record whose batch is delivered again is put aside once per process. Topics without a dead-letter topic cannot be
 * consumed: that is a fault of the program, told at once.
 */
export function createDeadLetters(log: EventLog, group: string, topic: string, logger: Logger): DeadLetters {
  const deadLetterTopic = deadLetterTopicOf(topic);
  if (!Object.hasOwn(topics, deadLetterTopic))
    throw new Error(`add ${deadLetterTopic} to the topics of contracts: ${topic} needs it`);
  const done = new Set<string>();
  return async (poison) => {
    const fresh = poison.filter(({ record }) => !done.has(placeOf(record)));
    if (fresh.length === 0) return 0;
    for (const { record, error } of fresh) {
      const { partition, offset, headers } = record;
      logger.warn(
        { group, topic, partition, offset, reason: error.message, ...originFieldsOf(headers) },
        "a record is not an event and goes to the dead letters",
      );
    }
    await log.append(fresh.map((each) => deadLetterOf(deadLetterTopic, group, each)));
    for (const { record } of fresh) done.add(placeOf(record));
    return fresh.length;
  };
}

function placeOf({ partition, offset }: Readonly<{ partition: number; offset: number }>): string {
  return `${partition}-${offset}`;
}

function deadLetterOf(topic: string, group: string, { record, error }: Poison): NewRecord {
  const { key, value, headers, partition, offset } = record;
  return {
    topic,
    key,
    value,
    headers: {
      ...headers,
      [deadLetterHeaders.topic]: record.topic,
      [deadLetterHeaders.partition]: String(partition),
      [deadLetterHeaders.offset]: String(offset),
      [deadLetterHeaders.group]: group,
      [deadLetterHeaders.error]: error.message.slice(0, 1_000),
      [deadLetterHeaders.schemaId]: error.schemaId === null ? "" : String(error.schemaId),
    },
  };
}
