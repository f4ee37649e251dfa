import { StaleMemberError } from "@projectionist/bus";
import type { EventLog, GroupConsumer } from "@projectionist/bus";
import type { ConsumerGroup, SignalEvent } from "@projectionist/contracts";
import { consumeEvents } from "@projectionist/service-kit";
import type { EventBatch, Logger, Metrics } from "@projectionist/service-kit";
import { fixedKeyspace, type ServingKeyspace } from "../control/serving-keyspace.ts";
import { DEFAULT_WINDOW } from "../ledger/pair-weight.ts";
import { StateDamagedError, type SignalState } from "../signal-state/signal-state.ts";
import { Alarms, type Alarm } from "./alarms.ts";
import { checkRegularly } from "./check-regularly.ts";
import { HeldPartitions } from "./held-partitions.ts";
import { LostRecords } from "./lost-records.ts";
import { createProjectorMetrics } from "./projector-metrics.ts";
import { retryInPlace } from "./retry-in-place.ts";

export const PROJECTOR_GROUP = "recommender.projector" satisfies ConsumerGroup;

const TOPIC = "activity.signals";
const MAX_RECORDS = 500;
const CHECK_INTERVAL_MS = 1000;
const HEARTBEAT_MS = 500;

export type ProjectorOptions = Readonly<{
  log: EventLog;
  state: SignalState;
  /** Where signals are counted: one keyspace for good, or whichever serves. */
  keyspace: string | ServingKeyspace;
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
  /** The partitions, of those held here, that stand still: the log has lost records of them, or the state is damaged. */
  stopped(): readonly number[];
  /** What keeps a partition still that is held here; undefined when nothing does. */
  why(partition: number): Alarm | undefined;
  /** Ends what is in hand and leaves the group. */
  stop(): Promise<void>;
}

/**
 * Carries the signals topic into the state as a member of the projectors' group. The fences in the state say where to go
 * on; committed offsets are for display only.
 *
 * Each batch meets the fences, and they are compared too on assignment, each second with traffic or without, and first
 * thing when the state answers again. When the state turns out to have lost its tail, the log is read again from the
 * lowest fence. When it reflects more than the log holds, or the topic is another one than at the start, which is asked
 * on assignment, the log has lost records: the partition stands still for the life of the keyspace, with an alarm, because
 * new records under the offsets of the lost ones would be taken for those.
 * Where the log no longer holds what the state has lost, the partition stands still too; where a shard is damaged, nothing is
 * applied to it. Both raise the alarm.
 *
 * While the keyspace is held nothing is applied, in place. When another keyspace serves, each partition goes on behind
 * that one's lowest fence.
 */
export async function startProjector(options: ProjectorOptions): Promise<Projector> {
  const { log, state, logger, metrics: serviceMetrics, onApplied } = options;
  const { window = DEFAULT_WINDOW, checkIntervalMs = CHECK_INTERVAL_MS } = options;
  const metrics = createProjectorMetrics(serviceMetrics);
  const serving = typeof options.keyspace === "string" ? fixedKeyspace(options.keyspace) : options.keyspace;
  const epoch = await log.epoch(TOPIC);
  let use = await useOf(serving.current());
  /** Partitions that have not begun yet in the keyspace that is in use since a moment. */
  const late = new Set<number>();
  let following: Promise<void> = Promise.resolve();
  const alarms = new Alarms(logger, metrics.stopped);
  /** Partitions of which the keyspace has noted that the log lost their end. */
  const noted = new Set<number>();
  /** By partition, the record that came in place of one before it, which was then asked for again. */
  const cameInstead = new Map<number, number>();
  const stopping = new AbortController();
  const consumer = Promise.withResolvers<GroupConsumer>();

  async function useOf(keyspace: string) {
    const settings = await state.settings(keyspace, { window });
    if (settings.window !== window) {
      logger.warn(
        { keyspace, window: settings.window, wanted: window },
        "the keyspace keeps the window it was made with",
      );
    }
    const held = new HeldPartitions({ log, topic: TOPIC, epoch, state, keyspace, window: settings.window });
    return { keyspace, held, lost: new LostRecords(state, keyspace, epoch) };
  }

  async function startFrom({ partition }: { partition: number }): Promise<number> {
    const { held, lost } = use;
    const { applied } = await held.begin(partition);
    const { verdict, end } = (await held.standings([partition])).get(partition)!;
    const isAnother = (await log.epoch(TOPIC)) !== epoch;
    goOn(partition);
    if (isAnother || verdict === "ahead" || (await lost.has(partition))) await standStill(partition, end);
    if (use.held === held) late.delete(partition);
    return Math.min(applied + 1, end);
  }

  async function standStill(partition: number, end: number): Promise<void> {
    if (alarms.raise(partition, "log lost its end", { topic: TOPIC, end, epoch, keyspace: use.keyspace }))
      void pause(partition);
    if (noted.has(partition)) return;
    await use.lost.note(partition, end);
    noted.add(partition);
  }

  async function pause(partition: number): Promise<void> {
    (await consumer.promise).pause([{ topic: TOPIC, partition }]);
  }

  /** What was found out about the partition is another member's now, or is found out anew. */
  function goOn(partition: number): void {
    alarms.end(partition);
    noted.delete(partition);
    cameInstead.delete(partition);
  }

  function findDamage(partition: number, err: StateDamagedError | undefined): void {
    if (err) alarms.raise(partition, "state damaged", { err, topic: TOPIC, keyspace: use.keyspace });
    else alarms.end(partition, "state damaged");
  }

  /** Records between what is applied and the first of a batch: they come when they are asked for, or are gone for good. */
  async function askFor(partition: number, from: number, first: number): Promise<void> {
    const areGone = cameInstead.get(partition) === first;
    cameInstead.set(partition, first);
    await rewind(partition, "records were left out");
    if (!areGone) return;
    alarms.raise(partition, "log lost its start", { topic: TOPIC, from, first, epoch, keyspace: use.keyspace });
    await pause(partition);
  }

  /** Goes over to the keyspace that serves, where another does than the one in use. */
  function follow(): Promise<void> {
    following = following.catch(() => {}).then(goOver);
    return following;
  }

  async function goOver(): Promise<void> {
    const member = await consumer.promise;
    if (serving.current() !== use.keyspace) {
      use = await useOf(serving.current());
      for (const { partition } of member.assignment()) late.add(partition);
    }
    for (const partition of late) {
      const stoodStill = alarms.isLogBroken(partition);
      const offset = await startFrom({ partition });
      metrics.rewinds.inc({ partition });
      logger.info(
        { topic: TOPIC, partition, offset, keyspace: use.keyspace },
        "going on in the keyspace that serves now",
      );
      if (stoodStill && !alarms.isLogBroken(partition)) member.resume([{ topic: TOPIC, partition }]);
      member.seek({ topic: TOPIC, partition }, offset);
    }
  }

  async function untilReleased(batch: EventBatch<SignalEvent>): Promise<void> {
    while (serving.isHeld()) {
      await serving.next(HEARTBEAT_MS);
      stopping.signal.throwIfAborted();
      await batch.heartbeat();
    }
  }

  async function rewind(partition: number, reason: string): Promise<void> {
    const { applied } = await use.held.begin(partition);
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
    await untilReleased(batch);
    if (use.held.projector(partition) === undefined) late.add(partition);
    if (late.has(partition) || serving.current() !== use.keyspace) await follow();
    if (batch.isStale()) return;
    const { held } = use;
    const projector = held.projector(partition);
    if (projector === undefined || alarms.isLogBroken(partition))
      throw new Error(`partition ${partition} stands still`);
    if (firstOffset > projector.applied + 1) return askFor(partition, projector.applied + 1, firstOffset);
    const outcome = await retryInPlace(() => projector.project(events, nextOffset - 1), {
      signal: stopping.signal,
      async beforeRetry() {
        await batch.heartbeat();
        // Another keyspace may serve by now, or the partition may have been sent elsewhere.
        if (batch.isStale()) throw new StaleMemberError("the batch is not wanted any more");
      },
      onFailure(err, pauseMs) {
        metrics.failures.inc({ partition });
        if (err instanceof StateDamagedError) findDamage(partition, err);
        else logger.warn({ err, partition, pauseMs }, "the signal state failed; trying again");
      },
    });
    findDamage(partition, undefined);
    if (batch.isStale() || use.held.projector(partition) !== projector) return;
    if (outcome === "gap") return repair(partition);
    cameInstead.delete(partition);
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
    await follow();
    const { held } = use;
    const projectors = (await consumer.promise)
      .assignment()
      .map(({ partition }) => [partition, held.projector(partition)] as const)
      .filter(([, projector]) => projector !== undefined);
    const partitions = projectors.map(([partition]) => partition);
    for (const partition of alarms.partitions()) if (!partitions.includes(partition)) goOn(partition);
    const standings = await held.standings(partitions);
    for (const [partition, projector] of projectors) {
      const { verdict, end } = standings.get(partition)!;
      if (use.held.projector(partition) !== projector) continue;
      if (alarms.has(partition, "log lost its end") || verdict === "ahead") await standStill(partition, end);
      else if (verdict === "behind") await repair(partition);
    }
    for (const partition of partitions) {
      const damage = await held.damage(partition);
      if (use.held !== held) return;
      findDamage(partition, damage);
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
    stopped: () => alarms.partitions(),
    why: (partition) => alarms.why(partition),
    async stop() {
      stopping.abort(new StaleMemberError("the projector stops"));
      await endChecks();
      await (await consumer.promise).stop();
    },
  };
}
