import { createHash } from "node:crypto";
import { withDeadline } from "@projectionist/contracts";
import type { Admin, logCreator } from "kafkajs";
import { EngineOpenError } from "../engine-open-error.ts";
import { AppendError } from "../event-log.ts";
import type { EventLog, LogCapabilities, NewRecord, RecordPosition, TopicPartition } from "../event-log.ts";
import type { EventLogOptions } from "../open.ts";
import { createBatcher } from "./batcher.ts";
import { createClientLog } from "./client-log.ts";
import { createClient, parseBrokers } from "./client.ts";
import { registerCodecs } from "./codecs.ts";
import { describeOpenError } from "./describe-open-error.ts";
import { fetchWaitMs, startGroupConsumer } from "./group-consumer.ts";
import { placeRecord } from "./records.ts";
import { createSender } from "./sender.ts";
import { startTail } from "./tail.ts";
import { NO_ID } from "./topic-id.ts";
import { createTopics } from "./topics.ts";

export const kafkaCapabilities: LogCapabilities = { persistent: true, multiProcess: true, wakesWithinMs: fetchWaitMs };

const openTimeoutMs = 15_000;
const answerTimeoutMs = 10_000;

type Stoppable = Readonly<{ stop: () => Promise<void> }>;

/**
 * A log on a Kafka cluster. An append is answered once all replicas in sync have it, and no later than its deadline.
 *
 * @throws {EngineOpenError} when the brokers cannot be reached or refuse to let us in.
 */
export async function openKafkaEventLog(url: string, options: EventLogOptions = {}): Promise<EventLog> {
  const brokers = parseBrokers(url);
  const settings = options.kafka ?? {};
  if (settings.streamEpoch !== undefined && !/^[A-Za-z0-9-]{1,32}$/.test(settings.streamEpoch)) {
    throw new EngineOpenError(
      `STREAM_EPOCH must be 1 to 32 letters, digits and hyphens, not "${settings.streamEpoch}"`,
    );
  }
  registerCodecs();
  const clientId = options.clientId ?? `projectionist-${process.pid}`;
  let isOpen = false;
  // Until then the one line of the failure says it all.
  const clientLog = createClientLog((line) => isOpen && options.onLine?.(line));
  const admin = createClient(brokers, clientId, settings, clientLog, {
    requestTimeout: 5000,
    retry: { retries: 5, initialRetryTime: 100 },
  }).admin();
  try {
    const opening = admin.connect().then(() => admin.describeCluster());
    const { clusterId } = await withDeadline(opening, openTimeoutMs, () => new Error("Connection timeout"));
    isOpen = true;
    return createEventLog({
      url,
      clientLog,
      brokers,
      clientId,
      admin,
      options,
      streamEpoch: settings.streamEpoch ?? short(clusterId),
    });
  } catch (error) {
    admin.disconnect().catch(() => {});
    throw new EngineOpenError(describeOpenError(error, brokers, settings), { cause: error });
  }
}

type Opened = Readonly<{
  url: string;
  brokers: readonly string[];
  clientId: string;
  admin: Admin;
  clientLog: logCreator;
  options: EventLogOptions;
  streamEpoch: string;
}>;

function createEventLog({ url, brokers, clientId, admin, clientLog, options, streamEpoch }: Opened): EventLog {
  const { kafka: settings = {}, onFatal = (error) => process.emitWarning(error) } = options;
  const deadlineMs = settings.deliveryTimeoutMs ?? 5000;
  const producing = createClient(brokers, clientId, settings, clientLog, {
    requestTimeout: Math.ceil(deadlineMs * 0.8),
    retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 1000 },
  });
  const consuming = createClient(brokers, clientId, settings, clientLog, {
    requestTimeout: 15_000,
    retry: { maxRetryTime: 5000 },
  });
  const sender = createSender(producing, deadlineMs);
  const batcher = createBatcher(sender, {
    batchRecords: 500,
    // A batch may all be of one partition, where brokers take 1,048,588 bytes at once unless told otherwise.
    batchBytes: 1_000_000,
    pendingRecords: 100_000,
    pendingBytes: 64 * 1024 * 1024,
    deadlineMs,
    patienceMs: 1000,
  });
  const topics = createTopics(admin, settings.replicationFactor);
  const running = new Set<Promise<Stoppable>>();
  let closing: Promise<void> | undefined;
  /** Handlers may use the log until the last of them has ended. */
  let drained = false;

  const epochWithoutId = (topic: string) => `${streamEpoch}-${short(topic)}`;
  const noTopic = (topic: string) => new Error(`there is no topic "${topic}": create it first`);
  const closedError = () => new Error(`the event log ${url} is closed`);

  function answered<T>(work: () => Promise<T>): Promise<T> {
    if (drained) return Promise.reject(closedError());
    return withDeadline(work(), answerTimeoutMs, () => new Error(`Kafka did not answer within ${answerTimeoutMs} ms`));
  }

  async function partitionsOf(topic: string): Promise<number> {
    const partitions = await answered(() => topics.partitionsOf(topic));
    if (partitions === undefined) throw noTopic(topic);
    return partitions;
  }

  /** Remembers what `close` has to stop, from before it has begun. */
  function tracked<T extends Stoppable>(open: () => Promise<T>): Promise<T> {
    if (closing !== undefined) throw closedError();
    const reading = open().then((opened) => ({ ...opened, stop: () => opened.stop().finally(forget) }));
    const forget = () => void running.delete(reading);
    running.add(reading);
    reading.catch(forget);
    return reading;
  }

  async function append(records: readonly NewRecord[]): Promise<RecordPosition[]> {
    if (drained) throw new AppendError(closedError().message, "refused");
    if (records.length === 0) return [];
    const names = [...new Set(records.map(({ topic }) => topic))];
    let partitions: Map<string, number>;
    try {
      const known = names.map(async (name) => [name, topics.known(name) ?? (await partitionsOf(name))] as const);
      partitions = new Map(await Promise.all(known));
    } catch (error) {
      throw new AppendError(error instanceof Error ? error.message : String(error), "refused", { cause: error });
    }
    return batcher.submit(records.map((record) => placeRecord(record, partitions.get(record.topic)!)));
  }

  async function bounds(topic: string) {
    await partitionsOf(topic);
    const found = await answered(() => admin.fetchTopicOffsets(topic));
    const sorted = found.toSorted((a, b) => a.partition - b.partition);
    return sorted.map(({ low, high }) => ({ low: Number(low), high: Number(high) }));
  }

  const ends = async (topic: string) => (await bounds(topic)).map(({ high }) => high);

  async function committed(group: string, topic: string): Promise<(number | undefined)[]> {
    const partitions = await partitionsOf(topic);
    const [found] = await answered(() => admin.fetchOffsets({ groupId: group, topics: [topic] }));
    const offsets = new Map(found?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    return Array.from({ length: partitions }, (_, partition) => {
      const offset = offsets.get(partition) ?? -1;
      return offset < 0 ? undefined : offset;
    });
  }

  const source = {
    kafka: consuming,
    clientId,
    onFatal,
    ends,
    bounds: async ({ topic, partition }: TopicPartition) => (await bounds(topic))[partition]!,
    committed: async (group: string, { topic, partition }: TopicPartition) =>
      (await committed(group, topic))[partition],
    deleteGroup: async (group: string) => void (await admin.deleteGroups([group])),
  };

  async function close(): Promise<void> {
    const openings = await Promise.allSettled(running);
    const readings = openings.flatMap((opening) => (opening.status === "fulfilled" ? [opening.value] : []));
    await Promise.allSettled(readings.map((reading) => reading.stop()));
    drained = true;
    await batcher.flushed();
    await sender.close();
    await withDeadline(admin.disconnect(), 2000, closedError).catch(() => {});
  }

  return {
    capabilities: kafkaCapabilities,
    createTopics: (definitions) => answered(() => topics.create(definitions)),
    append,
    async consume(consume) {
      const counts = await Promise.all(consume.topics.map(partitionsOf));
      const partitions = counts.reduce((sum, count) => sum + count, 0);
      return tracked(() => startGroupConsumer(source, consume, partitions));
    },
    async tail(tail) {
      const partitions = await partitionsOf(tail.topic);
      return tracked(() => startTail(source, tail, partitions));
    },
    ends,
    committed,
    async epoch(topic) {
      const id = await answered(() => topics.idOf(topic));
      if (id === undefined) throw noTopic(topic);
      return id === NO_ID ? epochWithoutId(topic) : `${streamEpoch}-${short(id)}`;
    },
    formerEpoch: async (topic) => epochWithoutId(topic),
    faults: (definitions) => answered(() => topics.faults(definitions)),
    close: () => (closing ??= close()),
  };
}

/** Twelve hexadecimal digits that stand for a text. */
function short(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
