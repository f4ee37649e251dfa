import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { topicDefinitions, type SignalEvent } from "@projectionist/contracts";
import { createLogger, createMetrics, publish } from "@projectionist/service-kit";
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

test("records that the log has dropped and the documents lack are never passed over", async () => {
  await publish(
    log,
    Array.from({ length: 2 * DROPPED }, (_, n) => click(n)),
  );
  const projected: number[] = [];
  const metrics = createMetrics("test");
  const projector = await startProjector({
    log: shortened(),
    logger: createLogger({ service: "test", level: "silent" }),
    metrics,
    progress: createProgress(store.collections.progress, "epoch"),
    project: async (_, records) => void projected.push(...records.map(({ offset }) => offset)),
  });
  const failed = /kafka_messages_consumed_total\{[^}]*failed[^}]*\} [1-9]/;
  await expect.poll(() => metrics.registry.metrics(), { timeout: 10_000 }).toMatch(failed);
  await projector.stop();
  expect(projected).toEqual([]);
});
