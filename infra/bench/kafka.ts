/**
 * Measures the event log on Kafka beside bare kafkajs: `node infra/bench/kafka.ts [kafka://host:port]`. Without a URL it starts a
 * broker in a container and removes it afterwards.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { openEventLog } from "@projectionist/bus";
import type { EventLog, NewRecord } from "@projectionist/bus";
import { startKafka, type Kafka } from "@projectionist/engines";
import kafkajs from "kafkajs";
import { printHeader } from "./header.ts";

const topic = `bench-${Date.now()}`;
const value = Buffer.alloc(200, 7);
const partitions = 6;

const recordAt = (index: number): NewRecord => ({ topic, key: `viewer-${index % 997}`, value });

/** Runs `count` calls of the work, `inFlight` at a time, and answers records per second. */
async function rateOf(
  count: number,
  size: number,
  inFlight: number,
  work: (first: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const begun = performance.now();
  const sender = async () => {
    while (next < count) await work(next++ * size);
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
  return ((count * size) / (performance.now() - begun)) * 1000;
}

const range = (first: number, size: number) => Array.from({ length: size }, (_, index) => first + index);

async function appendRate(log: EventLog, count: number, size: number, inFlight: number): Promise<number> {
  return rateOf(count, size, inFlight, (first) => log.append(range(first, size).map(recordAt)));
}

/** The same records through an idempotent producer with nothing around it. */
async function bareRate(url: string, count: number, size: number, inFlight: number): Promise<number> {
  const brokers = [url.slice("kafka://".length)];
  const producer = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).producer({
    idempotent: true,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const messagesFrom = (first: number) => range(first, size).map((index) => ({ key: `viewer-${index % 997}`, value }));
  const rate = await rateOf(count, size, inFlight, (first) =>
    producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages: messagesFrom(first) }] }),
  );
  await producer.disconnect();
  return rate;
}

async function consumeRate(log: EventLog): Promise<number> {
  const total = (await log.ends(topic)).reduce((sum, end) => sum + end, 0);
  const done = Promise.withResolvers<void>();
  let begun = 0;
  let count = 0;
  const consumer = await log.consume({
    group: topic,
    topics: [topic],
    onBatch: async (batch) => {
      begun ||= performance.now();
      await batch.commit(batch.records.at(-1)!.offset + 1);
      count += batch.records.length;
      if (count >= total) done.resolve();
    },
  });
  await done.promise;
  const seconds = (performance.now() - begun) / 1000;
  await consumer.stop();
  return total / seconds;
}

/** Milliseconds from the call of `append`, one record at a time, to the acknowledgement and to the handler of a group. */
async function latencies(log: EventLog, count: number): Promise<{ acknowledged: number[]; handled: number[] }> {
  const acknowledged: number[] = [];
  const handled: number[] = [];
  let arrived = Promise.withResolvers<void>();
  const tail = await log.tail({ topic, from: "end", onRecords: async () => arrived.resolve() });
  await log.append([recordAt(0)]);
  await arrived.promise;
  for (let index = 0; index < count; index++) {
    arrived = Promise.withResolvers<void>();
    const begun = performance.now();
    const appending = log.append([recordAt(index)]).then(() => acknowledged.push(performance.now() - begun));
    await arrived.promise;
    handled.push(performance.now() - begun);
    await appending;
    await sleep(5);
  }
  await tail.stop();
  return { acknowledged, handled };
}

function percentile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return `${(sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(2)} ms`;
}

function print(label: string, figure: string): void {
  process.stdout.write(`${label.padEnd(60)} ${figure}\n`);
}

const perSecond = (rate: number) => `${Math.round(rate).toLocaleString("en")} records/s`;

async function measure(url: string): Promise<void> {
  const log = await openEventLog(url);
  await log.createTopics([{ name: topic, partitions, cleanup: "delete", retentionMs: 3_600_000 }]);
  await appendRate(log, 2000, 1, 64);
  await bareRate(url, 200, 100, 1);
  print("append, 1 record a call, 64 in flight", perSecond(await appendRate(log, 40_000, 1, 64)));
  print("bare sendBatch, 1 record a call, 64 in flight", perSecond(await bareRate(url, 4000, 1, 64)));
  print("append, 100 records a call, 64 in flight", perSecond(await appendRate(log, 2000, 100, 64)));
  print("bare sendBatch, 100 records a call, 64 in flight", perSecond(await bareRate(url, 2000, 100, 64)));
  print("append, 500 records a call, 1 in flight", perSecond(await appendRate(log, 300, 500, 1)));
  print("bare sendBatch, 500 records a call, 1 in flight", perSecond(await bareRate(url, 300, 500, 1)));
  print("consume with a commit for each batch", perSecond(await consumeRate(log)));
  const { acknowledged, handled } = await latencies(log, 300);
  print("append to acknowledgement, p50 / p95", `${percentile(acknowledged, 0.5)} / ${percentile(acknowledged, 0.95)}`);
  print("append to handler, p50 / p95", `${percentile(handled, 0.5)} / ${percentile(handled, 0.95)}`);
  await log.close();
}

printHeader("the event log on Kafka beside bare kafkajs", { "bytes-a-record": value.length, partitions });

const named = process.argv[2];
let broker: Kafka | undefined;
try {
  broker = named === undefined ? await startKafka() : undefined;
  await measure(named ?? broker!.url);
} finally {
  await broker?.remove();
}
