import { startKafka, type Kafka } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll } from "vitest";
import { eventLogContract } from "../event-log.contract.ts";
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
    sessionTimeoutMs: 6000,
    settleMs: 1000,
    waitMs: 30_000,
  });
});
