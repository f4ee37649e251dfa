import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, it, vi } from "vitest";
import type { ConsumeOptions, EventLog, GroupConsumer, LogCapabilities, LogRecord, NewRecord } from "../event-log.ts";
import { partitionFor } from "../murmur2.ts";

export type EventLogContract = Readonly<{
  name: string;
  /** Opens the log; each call is another instance on the same storage. Every test makes topics and groups of its own. */
  open: () => Promise<EventLog>;
  capabilities: LogCapabilities;
  /** Deletes a topic as operators do, and resolves once it is gone; where topics can be deleted. */
  deleteTopic?: (name: string) => Promise<void>;
  /** The shortest session that the engine allows, 1,000 ms unless told; some tests last for two of them. */
  sessionTimeoutMs?: number;
  /** How long to watch for what must not happen, such as a second delivery; well below a session. 200 ms unless told. */
  settleMs?: number;
  /** Bound of every wait for what must happen; covers a rebalance with ease. 15,000 ms unless told. */
  waitMs?: number;
}>;

/** A fresh topic of four partitions and a fresh group name for each test, and what the tests do with them. */
export type Fixture = ReturnType<typeof useFixture>;

export function useFixture(contract: EventLogContract) {
  const { capabilities, sessionTimeoutMs = 1000, settleMs = 200, waitMs = 15_000 } = contract;
  let opened: EventLog[] = [];
  let log: EventLog;
  let topic: string;
  let group: string;

  async function open(): Promise<EventLog> {
    const another = await contract.open();
    opened.push(another);
    return another;
  }

  beforeEach(async () => {
    opened = [];
    log = await open();
    topic = `contract.${randomUUID()}`;
    group = `contract-${randomUUID()}`;
    await log.createTopics([{ name: topic, partitions: 4 }]);
  }, waitMs);

  afterEach(async () => {
    await Promise.all(opened.map((each) => each.close()));
  }, waitMs);

  /** A record in that partition whose value is the text. */
  const recordIn = (partition: number, text: string): NewRecord => ({
    topic,
    key: keyOf(partition),
    value: Buffer.from(text),
  });

  return {
    get log() {
      return log;
    },
    get topic() {
      return topic;
    },
    get group() {
      return group;
    },
    sessionTimeoutMs,
    /** Another instance on the same storage, closed after the test. */
    open,
    recordIn,
    appendTo: async (partition: number, ...texts: string[]): Promise<void> => {
      await log.append(texts.map((text) => recordIn(partition, text)));
    },
    /** Appends the texts `from` to `to - 1`, in turn to the four partitions. */
    appendSpread: async (from: number, to: number): Promise<void> => {
      await log.append(Array.from({ length: to - from }, (_, index) => recordIn(index % 4, String(from + index))));
    },
    /** Joins the test's group on its topic, with errors ignored unless told. */
    consume: (options: Partial<ConsumeOptions> & Pick<ConsumeOptions, "onBatch">, from = log): Promise<GroupConsumer> =>
      from.consume({ group, topics: [topic], sessionTimeoutMs, onError: () => {}, ...options }),
    /** Waits for what must happen. */
    until: (check: () => unknown) => vi.waitUntil(check, { timeout: waitMs, interval: 10 }),
    /** Gives what must not happen the time to do so. */
    settle: () => new Promise<void>((resolve) => setTimeout(resolve, settleMs)),
    deleteTopic: contract.deleteTopic,
    /** `it`, or a skip that names the capability that the engine lacks. */
    itNeeds: (capability: "persistent" | "multiProcess", title: string, body: () => Promise<void>) =>
      it.skipIf(!capabilities[capability])(`${title} [needs ${capability}]`, body),
  };
}

const keys = new Map<number, string>();

/** Some key that belongs to the partition, of four. */
function keyOf(partition: number): string {
  for (let index = 0; !keys.has(partition); index++) {
    const key = `viewer-${index}`;
    if (partitionFor(key, 4) === partition) keys.set(partition, key);
  }
  return keys.get(partition)!;
}

export function textsOf(records: readonly LogRecord[]): string[] {
  return records.map(({ value }) => Buffer.from(value).toString());
}

export async function readAll(log: EventLog, topic: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const tail = await log.tail({ topic, from: [], onRecords: async (read) => void records.push(...read) });
  await tail.caughtUp();
  await tail.stop();
  return records;
}
