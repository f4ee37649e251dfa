import type { Batch, ConsumeOptions, EventLog, GroupConsumer } from "@projectionist/bus";
import type { DomainEvent } from "@projectionist/contracts";
import type { Logger } from "pino";
import type { Metrics } from "../metrics.ts";
import { createConsumerLog } from "./consumer-log.ts";
import { createConsumerProgress } from "./consumer-progress.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { decodeRecords, type EventRecord } from "./event-record.ts";

export type EventBatch<E extends DomainEvent> = Readonly<{
  topic: string;
  partition: number;
  /** In log order; empty when all records of the batch were poison, so that the handler can move on. */
  events: readonly EventRecord<E>[];
  /** The offset of the batch's first record, which need not be an event's. */
  firstOffset: number;
  /** The offset behind the batch's last record: what to commit once its events are handled. */
  nextOffset: number;
  /** The end of the partition when the batch was read. */
  end: number;
  /** Commits `nextOffset`. Rejects with the log's StaleMemberError when the partition now is another member's. */
  commit(): Promise<void>;
  heartbeat(): Promise<void>;
  isStale(): boolean;
}>;

export type ConsumeEventsOptions<E extends DomainEvent> = Readonly<{
  log: EventLog;
  group: string;
  topic: string;
  logger: Logger;
  onEvents: (batch: EventBatch<E>) => Promise<void>;
  /** Counts, times and lag of the group are told there. */
  metrics?: Metrics | undefined;
}> &
  Pick<ConsumeOptions, "startFrom" | "maxRecords" | "sessionTimeoutMs">;

/**
 * Joins a group as `EventLog.consume` does, with events in place of records. Records that are no events are appended to
 * the topic's dead letters, acknowledged, before the rest of their batch is handled.
 */
export async function consumeEvents<E extends DomainEvent>(options: ConsumeEventsOptions<E>): Promise<GroupConsumer> {
  const { log, group, topic, logger, onEvents, metrics, startFrom, ...rest } = options;
  const bury = createDeadLetters(log, group, topic, logger);
  const progress = metrics && createConsumerProgress({ log, group, topic, startFrom, metrics });
  const begin = progress?.startFrom ?? startFrom;
  const told = createConsumerLog(logger, group, topic);
  const consumer = await log.consume({
    ...rest,
    ...(begin ? { startFrom: begin } : {}),
    group,
    topics: [topic],
    onBatch: async (batch) => {
      const { events, poison } = decodeRecords<E>(batch.records);
      const buried = await bury(poison);
      progress?.putAside(buried);
      const eventBatch = eventBatchOf(batch, events);
      const handle = () => told.watch(eventBatch, onEvents);
      await (progress?.measure(batch.partition, eventBatch.nextOffset, events.length, handle) ?? handle());
    },
    onError: (error, partition) => told.failed(error, partition),
    onAssigned: (partitions) => told.assigned(partitions),
  });
  progress?.watch(consumer);
  return { ...consumer, stop: () => consumer.stop().then(() => told.left()) };
}

function eventBatchOf<E extends DomainEvent>(batch: Batch, events: readonly EventRecord<E>[]): EventBatch<E> {
  const { topic, partition, end, records } = batch;
  const firstOffset = records[0]?.offset ?? 0;
  const nextOffset = (records.at(-1)?.offset ?? -1) + 1;
  return {
    topic,
    partition,
    events,
    firstOffset,
    nextOffset,
    end,
    commit: () => batch.commit(nextOffset),
    heartbeat: () => batch.heartbeat(),
    isStale: () => batch.isStale(),
  };
}
