/**
 * What keeping the statistics that models are trained from costs the projector of the same process, on the embedded engines:
 * signals per second until all are counted, without and with the owner of the statistics, by turns.
 * `node infra/bench/statistics-owner.ts [signals] [rounds]`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openEventLog } from "@projectionist/bus";
import { topicDefinitions, type SignalEvent } from "@projectionist/contracts";
import { createLogger, createMetrics, decodeRecords, publish } from "@projectionist/service-kit";
import { followControl } from "../../services/recommender/src/control/serving-keyspace.ts";
import { startProjector } from "../../services/recommender/src/projector/projector.ts";
import { lowestFences } from "../../services/recommender/src/rebuild/still-fences.ts";
import { openSignalState } from "../../services/recommender/src/signal-state/open.ts";
import { startStatisticsOwner } from "../../services/recommender/src/training/statistics-owner.ts";
import { printHeader } from "./header.ts";
import { quantiles } from "./quantiles.ts";
import { createSignalLog, type ViewersOrder } from "./signal-log.ts";

const TOPIC = "activity.signals";
const POLL_MS = 10;
const PUBLISHED = 5_000;

/** Seconds of the clock, and of the main thread's processor time, until the state reflects all signals. */
type Cost = Readonly<{ seconds: number; cpu: number }>;

async function measure(events: readonly SignalEvent[], isOwned: boolean): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), "bench-statistics-"));
  const log = await openEventLog(`sqlite:${join(folder, "log.sqlite")}`);
  await log.createTopics(topicDefinitions);
  for (let at = 0; at < events.length; at += PUBLISHED) await publish(log, events.slice(at, at + PUBLISHED));
  const ends = await log.ends(TOPIC);
  const state = await openSignalState(`sqlite:${join(folder, "state.sqlite")}`);
  const epoch = await log.epoch(TOPIC);
  const serving = await followControl({ state, epoch, onFailure: () => {} });
  const keyspace = () => serving.current();
  const shared = { log, state, logger: createLogger({ service: "bench", level: "warn" }) };

  const began = performance.now();
  const cpuBefore = process.threadCpuUsage();
  const modelsUrl = `folder:${join(folder, "models")}`;
  const owner = isOwned
    ? startStatisticsOwner({ ...shared, keyspace, epoch, modelsUrl, metrics: createMetrics("owner") })
    : undefined;
  const projector = await startProjector({
    ...shared,
    keyspace: serving,
    window: undefined,
    metrics: createMetrics("projector"),
  });
  const isCounted = async () => {
    const { offsets } = await lowestFences({ state, keyspace: keyspace(), epoch, partitions: ends.length });
    return offsets.every((offset, partition) => offset === ends[partition]! - 1);
  };
  while (!(await isCounted())) await sleep(POLL_MS);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.threadCpuUsage(cpuBefore);

  await projector.stop();
  await owner?.stop();
  await serving.stop();
  await state.close();
  await log.close();
  rmSync(folder, { recursive: true });
  return { seconds, cpu: (user + system) / 1e6 };
}

const [signals = 100_000, rounds = 5] = process.argv.slice(2).map(Number);
printHeader("what the owner of the statistics costs the projector", { signals, rounds });
for (const order of ["viewer by viewer", "interleaved"] satisfies ViewersOrder[]) {
  const events = createSignalLog(signals, order).flatMap(
    (partition) => decodeRecords<SignalEvent>(partition.read(0, partition.end)).events,
  );
  const costs = new Map<boolean, Cost[]>([
    [false, []],
    [true, []],
  ]);
  for (let round = 0; round <= rounds; round++)
    for (const [isOwned, ofKind] of costs) {
      const cost = await measure(
        events.map(({ event }) => event),
        isOwned,
      );
      // The first round warms up.
      if (round > 0) ofKind.push(cost);
    }
  for (const [isOwned, ofKind] of costs) {
    const rate = (by: keyof Cost) =>
      Math.round(signals / quantiles(ofKind.map((cost) => cost[by])).p50).toLocaleString("en");
    console.log(
      `${order}, ${isOwned ? "with" : "without"} the owner: ${rate("seconds")} signals/s, ` +
        `${rate("cpu")} per second of the main thread's processor time`,
    );
  }
}
