/**
 * Appends batches of signals at a steady rate, in a process of its own that can be killed, and tells of each batch on
 * stdout, a line before it is handed over and a line when it is known what became of it.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { AppendError, openEventLog, partitionFor, type NewRecord } from "@projectionist/bus";
import { recordOf, topics } from "@projectionist/contracts";
import kafkajs from "kafkajs";
import { BATCH, signalOf } from "./batches.ts";

const { LOG_URL = "", ACKS = "all", FIRST = "0" } = process.env;
const BETWEEN_MS = 20;
const MAX_IN_FLIGHT = 50;
/** How long a control gathers in memory what it has acked. */
const GATHERED_MS = 200;

/** What became of a batch; `sent` is not known yet. */
export type BatchLine = Readonly<{ batch: number; is: "sent" | "acked" | "refused" | "unknown" }>;

const tell = (line: BatchLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
const append = await appending();
const inFlight = new Set<Promise<void>>();
for (let batch = Number(FIRST); ; batch++) {
  const sending = send(batch).then(() => void inFlight.delete(sending));
  inFlight.add(sending);
  do await sleep(BETWEEN_MS);
  while (inFlight.size >= MAX_IN_FLIGHT);
}

async function send(batch: number): Promise<void> {
  tell({ batch, is: "sent" });
  try {
    await append(Array.from({ length: BATCH }, (_, n) => recordOf(signalOf(batch * BATCH + n))));
    tell({ batch, is: "acked" });
  } catch (error) {
    tell({ batch, is: error instanceof AppendError ? error.outcome : "unknown" });
  }
}

/** As the product appends; or, for controls, with an acknowledgement that says less. */
async function appending(): Promise<(records: readonly NewRecord[]) => Promise<unknown>> {
  if (ACKS === "all") {
    const log = await openEventLog(LOG_URL);
    return (records) => log.append(records);
  }
  if (!LOG_URL.startsWith("kafka:")) {
    const log = await openEventLog(LOG_URL);
    return async (records) => void setTimeout(() => void log.append(records).catch(() => {}), GATHERED_MS);
  }
  const brokers = LOG_URL.slice("kafka://".length).split(",");
  const producer = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).producer({
    retry: { retries: 8 },
  });
  await producer.connect();
  return (records) =>
    producer.send({
      topic: records[0]!.topic,
      acks: Number(ACKS),
      messages: records.map(({ topic, key, value }) => ({
        key,
        value: Buffer.from(value),
        partition: partitionFor(key, topics[topic as "activity.signals"].partitions),
      })),
    });
}
