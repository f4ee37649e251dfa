import { withDeadline } from "@projectionist/contracts";
import type { GroupConsumer, Tail, TailOptions, TopicPartition } from "../event-log.ts";
import { ephemeralGroup, startGroupConsumer } from "./group-consumer.ts";
import type { ConsumerSource } from "./group-consumer.ts";

export type TailSource = ConsumerSource &
  Readonly<{
    clientId: string;
    ends: (topic: string) => Promise<number[]>;
    deleteGroup: (group: string) => Promise<void>;
  }>;

/** Reads all partitions as the one member of a group of its own, which keeps no offsets and is deleted at the end. */
export async function startTail(source: TailSource, options: TailOptions, partitions: number): Promise<Tail> {
  const { topic, onRecords, onError, maxRecords } = options;
  const start = options.from === "end" ? await source.ends(topic) : options.from;
  // Where all records of a partition have expired none comes to move on from its first offset.
  const firstOf = async (partition: number) => (await source.bounds({ topic, partition })).low;
  const positions = await Promise.all(
    Array.from({ length: partitions }, async (_, partition) => start[partition] ?? firstOf(partition)),
  );
  const waiting = new Set<{ targets: readonly number[]; resolve: () => void; reject: (error: Error) => void }>();
  const group = ephemeralGroup(source.clientId);
  let stopping: Promise<void> | undefined;

  const isBehind = (targets: readonly number[]) => positions.some((position, index) => position < targets[index]!);

  function moveTo({ partition }: TopicPartition, offset: number): void {
    positions[partition] = offset;
    for (const waiter of waiting) {
      if (isBehind(waiter.targets)) continue;
      waiting.delete(waiter);
      waiter.resolve();
    }
  }

  const consumer = await startGroupConsumer(
    source,
    {
      group,
      topics: [topic],
      startFrom: async ({ partition }) => positions[partition],
      onBatch: async (batch) => {
        await onRecords(batch.records);
        moveTo(batch, batch.records.at(-1)!.offset + 1);
      },
      ...(onError === undefined ? {} : { onError }),
      ...(maxRecords === undefined ? {} : { maxRecords }),
    },
    partitions,
  );

  async function stop(reader: GroupConsumer): Promise<void> {
    await reader.stop();
    for (const { reject } of waiting) reject(new Error(`the tail of "${topic}" was stopped before it had caught up`));
    waiting.clear();
    // The brokers forget an empty group by themselves after some days.
    await withDeadline(source.deleteGroup(group), 2000, () => new Error("late")).catch(() => {});
  }

  return {
    positions: () => [...positions],
    async caughtUp() {
      const targets = await source.ends(topic);
      if (!isBehind(targets)) return;
      if (stopping !== undefined) throw new Error(`the tail of "${topic}" is stopped`);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.add({ targets, resolve, reject });
      await promise;
    },
    stop: () => (stopping ??= stop(consumer)),
  };
}
