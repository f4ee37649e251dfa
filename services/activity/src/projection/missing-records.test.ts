import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { topicDefinitions, topics, type SignalEvent } from "@projectionist/contracts";
import { createLogger, createMetrics, publish, type Metrics } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createProgress } from "./progress.ts";
import { startProjector } from "./projector.ts";
import { openTestStore, type TestStore } from "./store.fixture.ts";

const DROPPED = 10;

let folder: string;
let log: EventLog;
let store: TestStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "missing-"));
  log = await openEventLog(`sqlite:${join(folder, "log.sqlite")}`);
  await log.createTopics(topicDefinitions);
  store = await openTestStore();
});
afterEach(async () => {
  await store.close();
  await log.close();
  rmSync(folder, { recursive: true });
});

const click = (n: number): SignalEvent => ({
  type: "MovieClicked",
  eventId: `e${n}`,
  userId: "ann",
  occurredAt: 0,
  movieId: "heat-1995",
  recommendationId: null,
});

/** As a log that has dropped the first records: it begins where it can. */
function shortened(): EventLog {
  return {
    ...log,
    consume: (options) =>
      log.consume({
        ...options,
        async onBatch(batch) {
          const records = batch.records.filter(({ offset }) => offset >= DROPPED);
          if (records.length > 0) await options.onBatch({ ...batch, records });
        },
      }),
  };
}

/** Runs a projector of that log while `look` looks at the offsets that it has projected, and at its metrics. */
async function whileProjecting(
  from: EventLog,
  look: (projected: readonly number[], metrics: Metrics) => Promise<void>,
): Promise<void> {
  const projected: number[] = [];
  const metrics = createMetrics("test");
  const projector = await startProjector({
    log: from,
    logger: createLogger({ service: "test", level: "silent" }),
    metrics,
    progress: createProgress(store.collections.progress, await log.epoch("activity.signals")),
    project: async (_, records) => void projected.push(...records.map(({ offset }) => offset)),
  });
  await look(projected, metrics);
  await projector.stop();
}

test("records that the log has dropped and the documents lack are never passed over", async () => {
  await publish(
    log,
    Array.from({ length: 2 * DROPPED }, (_, n) => click(n)),
  );
  await whileProjecting(shortened(), async (projected, metrics) => {
    const failed = /kafka_messages_consumed_total\{[^}]*failed[^}]*\} [1-9]/;
    await expect.poll(() => metrics.registry.metrics(), { timeout: 10_000 }).toMatch(failed);
    expect(projected).toEqual([]);
  });
});

test("nothing is projected of a topic that was made anew before it was assigned", async () => {
  await publish(log, [click(0), click(1)]);
  const { partitions } = topics["activity.signals"];
  let asked = 0;
  let isAnother = true;
  const epoch = async (topic: string) => {
    asked += 1;
    return isAnother ? "another" : log.epoch(topic);
  };
  await whileProjecting({ ...log, epoch }, async (projected) => {
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(2 * partitions);
    expect(projected).toEqual([]);
    isAnother = false;
    await expect.poll(() => projected, { timeout: 10_000 }).toEqual([0, 1]);
  });
});
