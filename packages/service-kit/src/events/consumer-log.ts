import type { TopicPartition } from "@projectionist/bus";
import type { DomainEvent } from "@projectionist/contracts";
import type { Logger } from "pino";
import { originFieldsOf } from "../origin/origin.ts";
import { createTrouble } from "../trouble.ts";
import type { EventBatch } from "./consume-events.ts";

/** What a member of a group tells the operator. */
export interface ConsumerLog {
  /** Handles a batch; a throw is known by the batch afterwards, and that it works again is told. */
  watch<E extends DomainEvent>(batch: EventBatch<E>, handle: (batch: EventBatch<E>) => Promise<void>): Promise<void>;
  /** As the log's `onError`: of a handler's throw, the line names the records and the request of the first of them. */
  failed(error: Error, partition?: TopicPartition): void;
  assigned(partitions: readonly TopicPartition[]): void;
  left(): void;
}

export function createConsumerLog(logger: Logger, group: string, topic: string): ConsumerLog {
  const place = { group, topic };
  const trouble = createTrouble(logger);
  const batches = new WeakMap<Error, object>();
  let joined = false;

  return {
    async watch(batch, handle) {
      const { partition, firstOffset, nextOffset, events } = batch;
      try {
        await handle(batch);
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        const origin = originFieldsOf(events[0]?.headers ?? {});
        batches.set(error, { offset: firstOffset, records: nextOffset - firstOffset, ...origin });
        throw error;
      }
      trouble.over(String(partition), { ...place, partition }, "events are handled again");
    },
    failed(err, at) {
      const fields = { err, ...place, partition: at?.partition, ...batches.get(err) };
      trouble.failed(String(at?.partition), fields, "events will be tried again");
    },
    assigned(held) {
      const partitions = held.map(({ partition }) => partition).toSorted((a, b) => a - b);
      logger.info({ ...place, partitions }, joined ? "partitions assigned anew" : "joined the group");
      joined = true;
    },
    left() {
      if (joined) logger.info(place, "left the group");
      joined = false;
    },
  };
}
