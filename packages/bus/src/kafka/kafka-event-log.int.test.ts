import { afterAll, beforeAll, describe } from "vitest";
import { eventLogContract } from "../event-log.contract.ts";
import { startBroker } from "./broker.fixture.ts";
import type { Broker } from "./broker.fixture.ts";
import { reasonToSkip } from "./docker.fixture.ts";
import { kafkaCapabilities, openKafkaEventLog } from "./kafka-event-log.ts";

const skipped = await reasonToSkip();

describe.skipIf(skipped)(`kafka${skipped === undefined ? "" : ` (skipped: ${skipped})`}`, () => {
  let broker: Broker;

  beforeAll(async () => {
    broker = await startBroker();
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
