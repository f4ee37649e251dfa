import { withDeadline } from "@projectionist/contracts";
import kafkajs from "kafkajs";
import type { Kafka, Producer, ProducerBatch } from "kafkajs";
import { AppendError } from "../event-log.ts";
import type { PlacedRecord, Sender } from "./batcher.ts";
import { rootCause } from "./root-cause.ts";

/** Answers of a broker after which nothing was written, however often it was tried. */
const refusals = new Set([
  "CLUSTER_AUTHORIZATION_FAILED",
  "INVALID_RECORD",
  "INVALID_TIMESTAMP",
  "INVALID_TOPIC_EXCEPTION",
  "MESSAGE_TOO_LARGE",
  "RECORD_LIST_TOO_LARGE",
  "TOPIC_AUTHORIZATION_FAILED",
]);

/** Far below 2^31, where kafkajs counts a partition's sequence wrongly. */
const recordsPerProducer = 1_000_000_000;

export interface KafkaSender extends Sender {
  close(): Promise<void>;
}

/**
 * Sends batches with an idempotent producer and takes a new one after any failure. kafkajs sets its sequence back when a
 * send fails; had that batch been written after all, the broker would take the next one for its repetition, answer with the
 * old offsets and drop it.
 */
export function createSender(kafka: Kafka, sendTimeoutMs: number): KafkaSender {
  let current: Promise<Producer> | undefined;
  let sent = 0;

  async function connect(): Promise<Producer> {
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition!,
    });
    try {
      await withDeadline(producer.connect(), sendTimeoutMs, () => new Error("the brokers do not answer"));
    } catch (error) {
      disconnect(producer);
      throw error;
    }
    sent = 0;
    return producer;
  }

  function renew(producer: Producer): void {
    current = undefined;
    disconnect(producer);
  }

  async function ready(): Promise<void> {
    const connecting = (current ??= connect());
    try {
      await connecting;
    } catch (error) {
      if (current === connecting) current = undefined;
      throw error;
    }
  }

  async function send(batch: readonly PlacedRecord[]): Promise<number[]> {
    const producer = await current!;
    try {
      const late = () => new Error(`the brokers did not answer within ${sendTimeoutMs} ms`);
      const answer = await withDeadline(producer.sendBatch(requestOf(batch)), sendTimeoutMs, late);
      sent += batch.length;
      if (sent > recordsPerProducer) renew(producer);
      const next = new Map(answer.map((part) => [placeOf(part.topicName, part.partition), Number(part.baseOffset)]));
      return batch.map(({ record, partition }) => {
        const place = placeOf(record.topic, partition);
        const offset = next.get(place)!;
        next.set(place, offset + 1);
        return offset;
      });
    } catch (error) {
      renew(producer);
      throw new AppendError(`append failed: ${messageOf(error)}`, outcomeOf(error, batch), { cause: error });
    }
  }

  return {
    ready,
    send,
    async close() {
      const producer = await current?.catch(() => undefined);
      await withDeadline(producer?.disconnect() ?? Promise.resolve(), 2000, () => new Error("late")).catch(() => {});
    },
  };
}

function requestOf(batch: readonly PlacedRecord[]): ProducerBatch {
  const topics = Map.groupBy(batch, ({ record }) => record.topic);
  return {
    acks: -1,
    topicMessages: [...topics].map(([topic, placed]) => ({
      topic,
      messages: placed.map(({ record: { key, value, headers }, partition }) => ({
        key,
        partition,
        value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
        ...(headers === undefined ? {} : { headers }),
      })),
    })),
  };
}

/** In a batch of several partitions, one may have been written while another was refused. */
function outcomeOf(error: unknown, batch: readonly PlacedRecord[]): "refused" | "unknown" {
  const cause = rootCause(error);
  const isRefusal = cause instanceof kafkajs.KafkaJSProtocolError && refusals.has(cause.type);
  const places = new Set(batch.map(({ record, partition }) => placeOf(record.topic, partition)));
  return isRefusal && places.size === 1 ? "refused" : "unknown";
}

function disconnect(producer: Producer): void {
  producer.disconnect().catch(() => {});
}

const placeOf = (topic: string, partition: number) => `${topic}/${partition}`;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
