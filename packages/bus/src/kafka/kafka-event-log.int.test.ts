import { startKafka, type Kafka } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, vi } from "vitest";
import { eventLogContract } from "../event-log.contract.ts";
import { createClient, parseBrokers } from "./client.ts";
import { kafkaCapabilities, openKafkaEventLog } from "./kafka-event-log.ts";

describeWithEngines("kafka", () => {
  let broker: Kafka;

  beforeAll(async () => {
    broker = await startKafka();
  }, 120_000);

  afterAll(() => broker?.remove());

  eventLogContract({
    name: "kafka",
    open: () => openKafkaEventLog(broker.url),
    capabilities: kafkaCapabilities,
    deleteTopic: async (name) => {
      const admin = createClient(parseBrokers(broker.url), "operator", {}, () => () => {}, {
        requestTimeout: 5000,
        retry: {},
      }).admin();
      await admin.deleteTopics({ topics: [name] });
      await vi.waitUntil(async () => !(await admin.listTopics()).includes(name), { timeout: 30_000 });
      await admin.disconnect();
    },
    sessionTimeoutMs: 6000,
    settleMs: 1000,
    waitMs: 30_000,
  });
});
