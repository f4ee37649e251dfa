import { StaleMemberError } from "@projectionist/bus";
import type { EventLog, GroupConsumer } from "@projectionist/bus";
import type { SignalEvent } from "@projectionist/contracts";
import { consumeEvents } from "@projectionist/service-kit";
import type { EventBatch, Logger, Metrics } from "@projectionist/service-kit";
import { DEFAULT_WINDOW } from "../ledger/pair-weight.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { HeldPartitions } from "./held-partitions.ts";
import { createProjectorMetrics } from "./projector-metrics.ts";
import { retryInPlace } from "./retry-in-place.ts";

export const PROJECTOR_GROUP = "recommender.projector";

const TOPIC = "activity.signals";
const MAX_RECORDS = 500;
const CHECK_INTERVAL_MS = 1000;

export type ProjectorOptions = Readonly<{
  log: EventLog;
  state: SignalState;
  keyspace: string;
  /** How many films before it a joining film is paired with, for a new keyspace; one that exists keeps its own. */
  window?: number | undefined;
  logger: Logger;
  metrics: Metrics;
  /** Told whenever the state has come to reflect more. */
  onApplied?: (() => void) | undefined;
  /** How often the fences are compared with what they should be; 1,000 unless told. */
  checkIntervalMs?: number | undefined;
}>;

/**
 * Carries the signals topic into the state as a member of the projectors' group. The fences in the state say where to go
 * on; committed offsets are for display only.
 *
 * When the state turns out to have lost its tail, the log is read again from the lowest fence. When it reflects more than
 * the log holds, the log has lost records: the partition stands still, with an alarm, because new records under the
 * offsets of the lost ones would be taken for those.
 */
export async function startProjector(options: ProjectorOptions): Promise<Readonly<{ stop(): Promise<void> }>> {
  const { log, state, keyspace, logger, metrics: serviceMetrics, onApplied } = options;
  const { window = DEFAULT_WINDOW, checkIntervalMs = CHECK_INTERVAL_MS } = options;
  const metrics = createProjectorMetrics(serviceMetrics);
  const settings = await state.settings(keyspace, { window });
  if (settings.window !== window) {
    logger.warn(
      { keyspace, window: settings.window, wanted: window },
      "the keyspace keeps the window it was made with",
    );
  }
  const epoch = await log.epoch(TOPIC);
  const held = new HeldPartitions({ log, topic: TOPIC, epoch, state, keyspace, window: settings.window });
  const stopped = new Set<number>();
  const stopping = new AbortController();
  const consumer = Promise.withResolvers<GroupConsumer>();

  async function startFrom({ partition }: { partition: number }): Promise<number> {
    const { applied } = await held.begin(partition);
    if ((await held.standing(partition)) === "ahead") standStill(partition);
    else if (stopped.delete(partition)) metrics.stopped.set({ partition }, 0);
    return applied + 1;
  }

  function standStill(partition: number): void {
    stopped.add(partition);
    metrics.stopped.set({ partition }, 1);
    logger.fatal(
      { topic: TOPIC, partition, epoch, keyspace },
      "the log has lost records that the signal state reflects: the partition stands still; restore the log, or rebuild the state",
    );
    void consumer.promise.then((member) => member.pause([{ topic: TOPIC, partition }]));
  }

  async function rewind(partition: number, reason: string): Promise<void> {
    const { applied } = await held.begin(partition);
    metrics.gaps.inc({ partition });
    logger.warn({ topic: TOPIC, partition, offset: applied + 1, reason }, "reading the log again");
    (await consumer.promise).seek({ topic: TOPIC, partition }, applied + 1);
  }

  async function onEvents(batch: EventBatch<SignalEvent>): Promise<void> {
    const { partition, events, firstOffset, nextOffset } = batch;
    const projector = held.projector(partition);
    if (projector === undefined || stopped.has(partition)) throw new Error(`partition ${partition} stands still`);
    if (firstOffset > projector.applied + 1) return rewind(partition, "records were left out");
    const outcome = await retryInPlace(() => projector.project(events, nextOffset - 1), {
      signal: stopping.signal,
      beforeRetry: () => batch.heartbeat(),
      onFailure: (err, pauseMs) => logger.warn({ err, partition, pauseMs }, "the signal state failed; trying again"),
    });
    if (batch.isStale() || held.projector(partition) !== projector) return;
    if (outcome === "gap") return rewind(partition, "the signal state lost its tail");
    measure(batch);
    onApplied?.();
    await batch.commit();
  }

  function measure({ partition, events }: EventBatch<SignalEvent>): void {
    metrics.applied.inc({ partition }, events.length);
    const now = Date.now();
    for (const { appendedAt } of events) metrics.freshness.observe(Math.max(0, now - appendedAt) / 1000);
  }

  async function check(): Promise<void> {
    for (const { partition } of (await consumer.promise).assignment()) {
      const projector = held.projector(partition);
      if (projector === undefined || stopped.has(partition)) continue;
      const standing = await held.standing(partition);
      if (held.projector(partition) !== projector) continue;
      if (standing === "ahead") standStill(partition);
      if (standing === "behind") await rewind(partition, "the signal state lost its tail");
    }
  }

  let checking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    checking = checking.then(check).catch((error: unknown) => {
      logger.warn({ err: error }, "the fences could not be checked");
    });
  }, checkIntervalMs);

  consumer.resolve(
    await consumeEvents<SignalEvent>({
      log,
      group: PROJECTOR_GROUP,
      topic: TOPIC,
      logger,
      metrics: serviceMetrics,
      maxRecords: MAX_RECORDS,
      startFrom,
      onEvents,
    }),
  );

  return {
    async stop() {
      stopping.abort(new StaleMemberError("the projector stops"));
      clearInterval(timer);
      await checking;
      await (await consumer.promise).stop();
    },
  };
}
