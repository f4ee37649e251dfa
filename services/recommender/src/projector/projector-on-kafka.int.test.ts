import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, partitionFor, type EventLog, type LogRecord } from "@projectionist/bus";
import { deadLetterTopicOf, topics } from "@projectionist/contracts";
import { startKafka, type Kafka } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { publish } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startLiveProjection } from "../rebuild/testing/live-projection.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { fenceRange } from "./partition-projector.ts";
import { currentOf } from "./testing/current-of.ts";
import { until } from "./testing/until.ts";
import { keyspace, randomEvents, topic, useProjection } from "./testing/use-projection.ts";

const PATIENCE_MS = 120_000;

describeWithEngines("the projector on Kafka", () => {
  let kafka: Kafka;
  const t = useProjection(async () => {
    kafka = await startKafka({ KAFKA_LOG_RETENTION_CHECK_INTERVAL_MS: "300", KAFKA_LOG_INITIAL_TASK_DELAY_MS: "300" });
    return openEventLog(kafka.url);
  });
  let state: SignalState;
  beforeEach(async () => {
    state = await t.openState("state");
  });
  afterEach(async () => {
    await t.stop();
    await state.close();
    await kafka.remove();
  });

  const someone = randomEvents(1)[0]!;
  const partition = partitionFor(someone.userId, topics[topic].partitions);
  const ofSomeone = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => ({ ...someone, eventId: `${name}-${n}` }));

  /** Waits until one of Kafka's tools, which take their time, tells what is wanted. */
  async function tells(ask: () => Promise<string>, isWanted: (answer: string) => boolean): Promise<void> {
    await expect.poll(async () => isWanted(await ask()), { timeout: 60_000 }).toBe(true);
  }

  async function deadLetters(): Promise<LogRecord[]> {
    const found: LogRecord[] = [];
    const tail = await t.log.tail({
      topic: deadLetterTopicOf(topic),
      from: [],
      onRecords: async (records) => void found.push(...records),
    });
    await tail.caughtUp();
    await tail.stop();
    return found;
  }

  it(
    "puts records aside that other producers wrote, whatever they are, and goes on behind them",
    async () => {
      const producer = `/opt/kafka/bin/kafka-console-producer.sh --bootstrap-server localhost:9094 --topic ${topic}`;
      const keyed = `${producer} --property parse.key=true --property key.separator=:`;
      await publish(t.log, ofSomeone(3, "before"));
      await t.start(state);
      await kafka.run(`printf '${someone.userId}:NULL\\n' | ${keyed} --property null.marker=NULL`);
      await kafka.run(`printf '${someone.userId}:\\n' | ${keyed}`);
      await kafka.run(`printf '${someone.userId}:{"rating":5}\\n' | ${keyed} --compression-codec zstd`);
      await kafka.run(`printf 'no key at all\\n' | ${producer} --compression-codec lz4`);
      await publish(t.log, ofSomeone(3, "after"));
      await t.expectExact(state);
      expect(await deadLetters()).toHaveLength(4);
      const ledger = (await state.ledgers(keyspace, [someone.userId])).get(someone.userId);
      expect(ledger).toHaveLength(6);
    },
    PATIENCE_MS,
  );

  async function makeTopicAnew(): Promise<void> {
    const configs = "--config retention.ms=-1 --config message.timestamp.type=LogAppendTime";
    await kafka.tool(`kafka-topics.sh --delete --topic ${topic}`);
    await tells(
      () => kafka.tool("kafka-topics.sh --list"),
      (names) => !names.split("\n").includes(topic),
    );
    await kafka.tool(`kafka-topics.sh --create --topic ${topic} --partitions ${topics[topic].partitions} ${configs}`);
  }

  it(
    "stands still, with an alarm, when the topic was made anew, and takes no new record for an old one",
    async () => {
      await publish(t.log, ofSomeone(20, "old"));
      const projector = await t.start(state);
      await t.expectExact(state);
      const before = await state.ledgers(keyspace, [someone.userId]);
      const isAlarmed = () => projector.stopped().includes(partition);
      await makeTopicAnew();
      await until("the alarm is raised", isAlarmed);
      await publish(t.log, ofSomeone(40, "new"));
      await until("the topic has gone past the fences", async () => (await t.log.ends(topic))[partition] === 40);
      // The group hands its partitions out anew, one after the other: each is looked at again before it is read.
      await until("the alarm stands", isAlarmed);
      expect(await state.ledgers(keyspace, [someone.userId])).toEqual(before);
    },
    PATIENCE_MS,
  );

  it(
    "stands still, with an alarm, when the topic was made anew and is longer than before by the time that it looks again",
    async () => {
      await publish(t.log, ofSomeone(20, "old"));
      let reachable = Promise.resolve();
      const cutOff: EventLog = { ...t.log, ends: (of) => reachable.then(() => t.log.ends(of)) };
      const projector = await t.start(state, { log: cutOff });
      await t.expectExact(state);
      const before = await state.ledgers(keyspace, [someone.userId]);
      const again = Promise.withResolvers<void>();
      reachable = again.promise;
      await makeTopicAnew();
      await publish(t.log, ofSomeone(40, "new"));
      again.resolve();
      await until("the alarm is raised", () => projector.stopped().includes(partition));
      expect(await state.ledgers(keyspace, [someone.userId])).toEqual(before);
    },
    PATIENCE_MS,
  );

  it(
    "counts the topic that was made anew, and nothing of the one before, when both happened while it was down",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "made-anew-"));
      const engines = { log: kafka.url, state: `sqlite:${join(folder, "state.sqlite")}` };
      try {
        await publish(t.log, randomEvents(5, 200));
        const before = await startLiveProjection(engines);
        await before.caughtUp();
        await before.stop();
        const fences = await t.log.ends(topic);
        await makeTopicAnew();
        await publish(t.log, randomEvents(7, 600, 5));
        expect((await t.log.ends(topic)).every((end, index) => fences[index] === 0 || end > fences[index]!)).toBe(true);
        const after = await startLiveProjection(engines);
        const { held, expected } = await after.counted();
        await after.stop();
        expect(held).toEqual(expected);
        expect(after.epoch).not.toBe(before.epoch);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    PATIENCE_MS,
  );

  it(
    "stands still, with an alarm, when the log no longer holds what the state has lost",
    async () => {
      let current = state;
      await publish(t.log, ofSomeone(20, "old"));
      const projector = await t.start(currentOf(() => current));
      await t.expectExact(state);
      const alter = (config: string) =>
        kafka.tool(`kafka-configs.sh --alter --entity-type topics --entity-name ${topic} --add-config ${config}`);
      await alter("retention.ms=1,segment.ms=1");
      await tells(
        () => kafka.tool(`kafka-get-offsets.sh --topic ${topic} --time earliest`),
        (earliest) => earliest.includes(`${topic}:${partition}:20`),
      );
      await alter("retention.ms=-1");
      current = await t.openState("emptied");
      await publish(t.log, ofSomeone(5, "new"));
      await until("the alarm is raised", () => projector.stopped().includes(partition));
      const rewinds = await t.metric("projector_rewinds_total", { partition: String(partition) });
      await publish(t.log, [...ofSomeone(5, "newer"), ...randomEvents(2)]);
      await until("others go on", async () => (await t.metric("projector_signals_applied_total")) > 20);
      expect(await t.metric("projector_rewinds_total", { partition: String(partition) })).toBe(rewinds);
      const source = { epoch: await t.log.epoch(topic), partition };
      expect(fenceRange(await current.fences(keyspace, source)).highest).toBe(-1);
      await t.stop();
      await current.close();
    },
    PATIENCE_MS,
  );
});
