import type { EventLog, GroupConsumer, TopicPartition } from "@projectionist/bus";
import type { Metrics } from "../metrics.ts";

type StartFrom = (partition: TopicPartition) => Promise<number | undefined>;

/** How far a member of a group has come, for its metrics. */
export interface ConsumerProgress {
  /** Where a partition begins: what `startFrom` says, else the committed offset. To be passed to the log in its place. */
  startFrom: StartFrom;
  /** Measures the handling of a batch of `records` that ends before `nextOffset`. */
  measure(partition: number, nextOffset: number, records: number, handle: () => Promise<void>): Promise<void>;
  /** Counts records that were put aside. */
  putAside(records: number): void;
  /** From now on the lag is told of the partitions that the member holds. */
  watch(consumer: GroupConsumer): void;
}

type Options = Readonly<{
  log: EventLog;
  group: string;
  topic: string;
  startFrom?: StartFrom | undefined;
  metrics: Metrics;
}>;

export function createConsumerProgress({ log, group, topic, startFrom, metrics }: Options): ConsumerProgress {
  const labels = { topic, consumergroup: group };
  const handled = new Map<number, number>();

  async function tellLag(consumer: GroupConsumer): Promise<void> {
    const held = new Set(consumer.assignment().map(({ partition }) => partition));
    const ends = held.size === 0 ? [] : await log.ends(topic);
    for (const [partition, nextOffset] of handled) {
      const place = { ...labels, partition: String(partition) };
      if (held.has(partition)) metrics.consumerLag.set(place, Math.max(0, (ends[partition] ?? 0) - nextOffset));
      else metrics.consumerLag.remove(place);
    }
  }

  return {
    async startFrom(place) {
      const offset = await startFrom?.(place);
      handled.set(place.partition, offset ?? (await log.committed(group, topic))[place.partition] ?? 0);
      return offset;
    },
    async measure(partition, nextOffset, records, handle) {
      const stopTimer = metrics.batchProcessing.startTimer(labels);
      try {
        await handle();
        handled.set(partition, nextOffset);
        metrics.messagesConsumed.inc({ ...labels, outcome: "handled" }, records);
      } catch (error) {
        metrics.messagesConsumed.inc({ ...labels, outcome: "failed" }, records);
        throw error;
      } finally {
        stopTimer();
      }
    },
    putAside(records) {
      metrics.messagesConsumed.inc({ ...labels, outcome: "dead-lettered" }, records);
      metrics.deadLetters.inc({ topic }, records);
    },
    watch(consumer) {
      metrics.onLagRead(() => tellLag(consumer));
    },
  };
}
