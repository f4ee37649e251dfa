import { StaleMemberError, type EventLog, type GroupConsumer } from "@projectionist/bus";
import { topics, type ConsumerGroup, type SignalEvent } from "@projectionist/contracts";
import { consumeEvents, type EventBatch, type Logger, type Metrics } from "@projectionist/service-kit";
import { repeat } from "../background/repeat.ts";
import { requireEpoch, requireLog, type Progress } from "./progress.ts";
import type { Project } from "./project.ts";

export const SIGNALS = "activity.signals";
export const PROJECTIONS_GROUP: ConsumerGroup = "activity.projections";
const CHECK_EVERY_MS = 1_000;

export type ProjectorDeps = Readonly<{
  log: EventLog;
  logger: Logger;
  progress: Progress;
  project: Project;
  metrics: Metrics;
}>;

/**
 * Projects the signals of the partitions that the group gives this instance. Where to start is the store's own progress,
 * not the group's commit: progress is written after the documents, in the same store, so a store that lost its tail is
 * filled again from there; repeating is exact. That is looked at before each batch, and each second where nothing goes
 * on. A partition that ends before what the store has stands still: the log lost records, and new ones under their
 * offsets would be taken for those. So does one that is another topic's by the time that it is assigned, and one that
 * begins behind what the store has: what is missing cannot be made good. The commit only shows the lag.
 */
export async function startProjector(deps: ProjectorDeps): Promise<Readonly<{ stop(): Promise<void> }>> {
  const { log, logger, metrics, progress, project } = deps;
  const consumer = Promise.withResolvers<GroupConsumer>();
  /** What the store had at last, per partition: the next offset wanted. */
  const reached = new Map<number, number>();
  /** By partition, the record that came in place of one before it, which was then asked for again. */
  const cameInstead = new Map<number, number>();

  async function rewind(partition: number, offset: number): Promise<void> {
    logger.warn({ topic: SIGNALS, partition, offset }, "the documents lost what was in them: reading the log again");
    reached.set(partition, offset);
    (await consumer.promise).seek({ topic: SIGNALS, partition }, offset);
  }

  async function onEvents(batch: EventBatch<SignalEvent>): Promise<void> {
    const { partition, firstOffset, nextOffset } = batch;
    const stored = (await progress.read())[partition] ?? 0;
    requireLog(partition, stored, batch.end);
    if (stored < (reached.get(partition) ?? 0)) return rewind(partition, stored);
    if (batch.isStale()) return;
    if (firstOffset > stored) return askFor(partition, stored, firstOffset);
    await project(partition, batch.events);
    cameInstead.delete(partition);
    await progress.advance(partition, nextOffset);
    reached.set(partition, Math.max(stored, nextOffset));
    await commit(batch);
  }

  async function askFor(partition: number, wanted: number, first: number): Promise<void> {
    if (cameInstead.get(partition) === first) throw new MissingRecordsError(partition, wanted, first);
    cameInstead.set(partition, first);
    await rewind(partition, wanted);
  }

  async function check(): Promise<void> {
    const known = new Map(reached);
    const next = await progress.read();
    for (const { partition } of (await consumer.promise).assignment()) {
      const stored = next[partition] ?? 0;
      if (stored < (known.get(partition) ?? 0)) await rewind(partition, stored);
    }
  }

  consumer.resolve(
    await consumeEvents<SignalEvent>({
      log,
      logger,
      metrics,
      group: PROJECTIONS_GROUP,
      topic: SIGNALS,
      maxRecords: 1_000,
      startFrom: async ({ partition }) => {
        const stored = (await progress.read())[partition] ?? 0;
        requireEpoch(partition, progress.epoch, await log.epoch(SIGNALS));
        requireLog(partition, stored, (await log.ends(SIGNALS))[partition] ?? 0);
        reached.set(partition, stored);
        return stored;
      },
      onEvents,
    }),
  );
  const checks = repeat(check, CHECK_EVERY_MS, (err) => logger.warn({ err }, "progress could not be checked"));
  return {
    async stop() {
      await checks.stop();
      await (await consumer.promise).stop();
    },
  };
}

/** The log has dropped records that the documents lack. */
class MissingRecordsError extends Error {
  constructor(partition: number, wanted: number, first: number) {
    super(
      `partition ${partition} of ${SIGNALS} goes on at offset ${first}, and the documents lack what stood from ${wanted} on: ` +
        "restore the documents or the log from a backup",
    );
    this.name = "MissingRecordsError";
  }
}

/** A commit that comes too late harms nobody: the partition's new owner starts from the store. */
async function commit(batch: Readonly<{ commit(): Promise<void> }>): Promise<void> {
  try {
    await batch.commit();
  } catch (error) {
    if (!(error instanceof StaleMemberError)) throw error;
  }
}

/** The number of the topic's partitions, as positions count them. */
export const SIGNAL_PARTITIONS = topics[SIGNALS].partitions;
