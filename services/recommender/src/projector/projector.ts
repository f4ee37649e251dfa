import { StaleMemberError } from "@projectionist/bus";
import type { EventLog, GroupConsumer } from "@projectionist/bus";
import type { SignalEvent } from "@projectionist/contracts";
import { consumeEvents } from "@projectionist/service-kit";
import type { EventBatch, Logger, Metrics } from "@projectionist/service-kit";
import { DEFAULT_WINDOW } from "../ledger/pair-weight.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { checkRegularly } from "./check-regularly.ts";
import { HeldPartitions } from "./held-partitions.ts";
import { LostRecords } from "./lost-records.ts";
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

export interface Projector {
  /** The partitions, of those held here, that stand still because the log has lost records of them. */
  stopped(): readonly number[];
  /** Ends what is in hand and leaves the group. */
  stop(): Promise<void>;
}

/**
 * Carries the signals topic into the state as a member of the projectors' group. The fences in the state say where to go
 * on; committed offsets are for display only.
 *
 * Each batch meets the fences, and they are compared too on assignment, each second with traffic or without, and first
 * thing when the state answers again. When the state turns out to have lost its tail, the log is read again from the
 * lowest fence. When it reflects more than the log holds, the log has lost records: the partition stands still for the
 * life of the keyspace, with an alarm, because new records under the offsets of the lost ones would be taken for those.
 */
export async function startProjector(options: ProjectorOptions): Promise<Projector> {
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
  const lost = new LostRecords(state, keyspace, epoch);
  /** By partition, whether the keyspace has noted it. */
  const stopped = new Map<number, boolean>();
  const stopping = new AbortController();
  const consumer = Promise.withResolvers<GroupConsumer>();

  async function startFrom({ partition }: { partition: number }): Promise<number> {
    const { applied } = await held.begin(partition);
    const { verdict, end } = (await held.standings([partition])).get(partition)!;
    goOn(partition);
    if (verdict === "ahead" || (await lost.has(partition))) await standStill(partition, end);
    return Math.min(applied + 1, end);
  }

  async function standStill(partition: number, end: number): Promise<void> {
    if (!stopped.has(partition)) {
      stopped.set(partition, false);
      metrics.stopped.set({ partition }, 1);
      void consumer.promise.then((member) => member.pause([{ topic: TOPIC, partition }]));
      logger.fatal(
        { topic: TOPIC, partition, end, epoch, keyspace },
        "the log has lost records that the signal state reflects: the partition stands still until the state is rebuilt",
      );
    }
    if (!stopped.get(partition)) await lost.note(partition, end);
    stopped.set(partition, true);
  }

  /** What was found out about the partition is another member's now, or is found out anew. */
  function goOn(partition: number): void {
    if (stopped.delete(partition)) metrics.stopped.set({ partition }, 0);
  }

  async function rewind(partition: number, reason: string): Promise<void> {
    const { applied } = await held.begin(partition);
    metrics.rewinds.inc({ partition });
    logger.warn({ topic: TOPIC, partition, offset: applied + 1, reason }, "reading the log again");
    (await consumer.promise).seek({ topic: TOPIC, partition }, applied + 1);
  }

  async function repair(partition: number): Promise<void> {
    metrics.gaps.inc({ partition });
    await rewind(partition, "the signal state lost its tail");
  }

  async function onEvents(batch: EventBatch<SignalEvent>): Promise<void> {
    const { partition, events, firstOffset, nextOffset } = batch;
    const projector = held.projector(partition);
    if (projector === undefined || stopped.has(partition)) throw new Error(`partition ${partition} stands still`);
    if (firstOffset > projector.applied + 1) return rewind(partition, "records were left out");
    const outcome = await retryInPlace(() => projector.project(events, nextOffset - 1), {
      signal: stopping.signal,
      beforeRetry: () => batch.heartbeat(),
      onFailure: (err, pauseMs) => {
        metrics.failures.inc({ partition });
        logger.warn({ err, partition, pauseMs }, "the signal state failed; trying again");
      },
    });
    if (batch.isStale() || held.projector(partition) !== projector) return;
    if (outcome === "gap") return repair(partition);
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
    const projectors = (await consumer.promise)
      .assignment()
      .map(({ partition }) => [partition, held.projector(partition)] as const)
      .filter(([, projector]) => projector !== undefined);
    const partitions = projectors.map(([partition]) => partition);
    for (const partition of stopped.keys()) if (!partitions.includes(partition)) goOn(partition);
    const standings = await held.standings(partitions);
    for (const [partition, projector] of projectors) {
      const { verdict, end } = standings.get(partition)!;
      if (held.projector(partition) !== projector) continue;
      if (stopped.has(partition) || verdict === "ahead") await standStill(partition, end);
      else if (verdict === "behind") await repair(partition);
    }
  }

  const endChecks = checkRegularly(check, {
    intervalMs: checkIntervalMs,
    onFailure: (err) => logger.warn({ err }, "the fences could not be checked"),
  });

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
    stopped: () => [...stopped.keys()],
    async stop() {
      stopping.abort(new StaleMemberError("the projector stops"));
      await endChecks();
      await (await consumer.promise).stop();
    },
  };
}
