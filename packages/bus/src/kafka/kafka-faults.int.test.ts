import { randomUUID } from "node:crypto";
import { startKafka, type Kafka } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import kafkajs from "kafkajs";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { AppendError } from "../event-log.ts";
import type { EventLog, LogRecord, RecordPosition } from "../event-log.ts";
import { openKafkaEventLog } from "./kafka-event-log.ts";

describeWithEngines("kafka with faults", () => {
  const deliveryTimeoutMs = 2000;
  let broker: Kafka;
  let log: EventLog;
  let topic: string;

  beforeAll(async () => {
    broker = await startKafka();
  }, 120_000);

  afterAll(() => broker?.remove());

  beforeEach(async () => {
    log = await openKafkaEventLog(broker.url, { kafka: { deliveryTimeoutMs } });
    topic = `faults.${randomUUID()}`;
    await log.createTopics([{ name: topic, partitions: 3 }]);
  });

  afterEach(() => log.close());

  const until = (check: () => unknown) => vi.waitUntil(check, { timeout: 60_000, interval: 20 });
  const textOf = ({ value }: LogRecord) => Buffer.from(value).toString();

  async function readAll(): Promise<LogRecord[]> {
    const records: LogRecord[] = [];
    const tail = await log.tail({ topic, from: [], onRecords: async (read) => void records.push(...read) });
    await tail.caughtUp();
    await tail.stop();
    return records;
  }

  /** Appends one record each few milliseconds until told to stop, whatever becomes of them. */
  function startWriter() {
    const acked = new Map<string, RecordPosition>();
    const failures: unknown[] = [];
    const open = new Set<Promise<void>>();
    let count = 0;

    async function write(): Promise<void> {
      const text = String(count++);
      const record = { topic, key: `viewer-${count % 50}`, value: Buffer.from(text) };
      try {
        acked.set(text, (await log.append([record]))[0]!);
      } catch (error) {
        failures.push(error);
      }
    }
    const timer = setInterval(() => {
      const writing = write().finally(() => open.delete(writing));
      open.add(writing);
    }, 10);
    return {
      acked,
      failures,
      /** Appends that were not answered yet. */
      waiting: () => open.size,
      async stop() {
        clearInterval(timer);
        await Promise.all(open);
      },
    };
  }

  async function consumeAll(): Promise<Set<string>> {
    const handled = new Set<string>();
    await log.consume({
      group: topic,
      topics: [topic],
      sessionTimeoutMs: 6000,
      onError: () => {},
      onBatch: async (batch) => {
        for (const record of batch.records) handled.add(textOf(record));
        await batch.commit(batch.records.at(-1)!.offset + 1);
      },
    });
    return handled;
  }

  it.each([
    ["answers nothing", () => broker.freeze(), () => broker.thaw()],
    ["is killed", () => broker.kill(), () => broker.start()],
  ])(
    "settles every append while the broker %s, and goes on with all that was acknowledged",
    async (_, fail, mend) => {
      const handled = await consumeAll();
      const writer = startWriter();
      await until(() => handled.size > 100);
      await fail();
      await until(() => writer.failures.length > 300);
      // What waits came in since the deadline, give or take a slow machine.
      expect(writer.waiting()).toBeLessThan((3 * deliveryTimeoutMs) / 10);
      const before = writer.acked.size;
      await mend();
      await until(() => writer.acked.size > before + 100);
      await writer.stop();
      expect(writer.failures.every((error) => error instanceof AppendError)).toBe(true);
      expect(new Set(writer.failures.map((error) => (error as AppendError).outcome))).toContain("refused");

      const found = new Map(
        (await readAll()).map((record) => [`${record.partition}/${record.offset}`, textOf(record)]),
      );
      const misplaced = [...writer.acked].filter(([text, at]) => found.get(`${at.partition}/${at.offset}`) !== text);
      expect(misplaced).toEqual([]);
      await until(() => [...writer.acked.keys()].every((text) => handled.has(text)));
    },
    150_000,
  );

  it("keeps every consumer through stops of the broker", async () => {
    const faults: Error[] = [];
    const manyLog = await openKafkaEventLog(broker.url, { onFatal: (error) => faults.push(error) });
    const last = new Map<number, string>();
    const readers = Array.from({ length: 20 }, (_, reader) =>
      manyLog.consume({
        group: `${topic}-${reader}`,
        topics: [topic],
        onError: () => {},
        onBatch: async ({ records }) => void last.set(reader, textOf(records.at(-1)!)),
      }),
    );
    await Promise.all(readers);
    for (let stops = 0; stops < 3; stops++) {
      await broker.stop();
      await broker.start();
      const text = `after ${stops}`;
      const append = () => log.append([{ topic, key: "one", value: Buffer.from(text) }]).catch(() => undefined);
      await until(append);
      await until(() => last.size === readers.length && last.values().every((read) => read === text));
    }
    await manyLog.close();
    expect(faults).toEqual([]);
  }, 240_000);

  it("never takes a new record for the repetition of one whose outcome is unknown", async () => {
    const append = (text: string) => log.append([{ topic, key: "one", value: Buffer.from(text) }]);
    await append("first");
    await broker.freeze();
    const lost = append("unknown").catch((error: unknown) => error);
    expect(await lost).toMatchObject({ outcome: "unknown" });
    await broker.thaw();
    const appendAgain = () => append("second").catch(() => undefined);
    let positions = await appendAgain();
    await until(async () => (positions ??= await appendAgain()));
    const texts = (await readAll()).filter(({ partition }) => partition === positions![0]!.partition);
    expect(texts.map(textOf)).toContain("second");
    expect(textOf(texts.find(({ offset }) => offset === positions![0]!.offset)!)).toBe("second");
  });

  it("reads records that other writers compressed", async () => {
    const tools = "/opt/kafka/bin/kafka-console-producer.sh --bootstrap-server localhost:9094";
    const lines = (codec: string) => `seq -f '${codec} record %g of a text that repeats itself itself itself' 2000`;
    for (const codec of ["zstd", "snappy", "lz4", "gzip"]) {
      await broker.run(`${lines(codec)} | ${tools} --topic ${topic} --compression-codec ${codec}`);
    }
    const texts = (await readAll()).map(textOf).toSorted();
    const expected = ["zstd", "snappy", "lz4", "gzip"].flatMap((codec) =>
      Array.from(
        { length: 2000 },
        (__, index) => `${codec} record ${index + 1} of a text that repeats itself itself itself`,
      ),
    );
    expect(texts).toEqual(expected.toSorted());
  });

  it("creates topics that drop nothing unless told, and refuses one that would", async () => {
    const configs = `kafka-configs.sh --entity-type topics --entity-name ${topic}`;
    const described = await broker.tool(`${configs} --describe`);
    for (const setting of ["retention.ms=-1", "retention.bytes=-1", "message.timestamp.type=LogAppendTime"]) {
      expect(described).toContain(setting);
    }
    await broker.tool(`${configs} --alter --add-config retention.ms=1000`);
    await expect(log.createTopics([{ name: topic, partitions: 3 }])).rejects.toThrow("retention.ms=1000");
    expect(await log.faults?.([{ name: topic, partitions: 3 }])).toEqual([
      { severity: "error", what: expect.stringContaining("retention.ms=1000"), cure: expect.any(String) },
    ]);
    const expiring = { name: topic, partitions: 3, cleanup: "delete", retentionMs: 5000 } as const;
    await log.createTopics([expiring]);
    expect(await log.faults?.([expiring])).toEqual([]);
  });

  it("a tail is caught up where all records have expired", async () => {
    const [{ partition }] = (await log.append([{ topic, key: "a", value: Buffer.from("old") }])) as [RecordPosition];
    const admin = new kafkajs.Kafka({
      brokers: [new URL(broker.url).host],
      logLevel: kafkajs.logLevel.NOTHING,
    }).admin();
    await admin.connect();
    // kafkajs knows the leaders only then.
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: "1" }] });
    await admin.disconnect();
    expect(await readAll()).toEqual([]);
  });

  it("lets several processes create the same topics at once", async () => {
    const definitions = Array.from({ length: 6 }, (__, index) => ({ name: `${topic}.${index}`, partitions: 2 }));
    const logs = await Promise.all(Array.from({ length: 4 }, () => openKafkaEventLog(broker.url)));
    await Promise.all(logs.map((each) => each.createTopics(definitions)));
    for (const { name } of definitions) expect(await log.ends(name)).toEqual([0, 0]);
    await Promise.all(logs.map((each) => each.close()));
  });

  it("leaves no group behind when a tail stops", async () => {
    await readAll();
    const groups = await broker.tool("kafka-consumer-groups.sh --list");
    expect(groups).not.toContain("-tail-");
  });

  it("gets in with the right password, and says which setting is wrong without telling it", async () => {
    const open = (password: string, url = broker.saslUrl) =>
      openKafkaEventLog(url, { kafka: { sasl: { mechanism: "plain", username: "projectionist", password } } });
    const inside = await open("open sesame");
    expect(await inside.ends(topic)).toEqual([0, 0, 0]);
    await inside.close();
    const refusal = await open("secret-word").catch((error: unknown) => error as Error);
    expect(refusal).toMatchObject({ name: "EngineOpenError" });
    expect((refusal as Error).message).toContain("KAFKA_SASL_PASSWORD");
    expect((refusal as Error).message).not.toContain("secret-word");
    await expect(openKafkaEventLog(broker.saslUrl)).rejects.toThrow("KAFKA_SASL_MECHANISM");
    await expect(openKafkaEventLog(broker.url, { kafka: { ssl: true } })).rejects.toThrow("KAFKA_SSL");
  });
});
