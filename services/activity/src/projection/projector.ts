import { StaleMemberError, type EventLog, type GroupConsumer } from "@projectionist/bus";
import { topics, type SignalEvent } from "@projectionist/contracts";
import { consumeEvents, originFieldsOf, type Logger, type Metrics } from "@projectionist/service-kit";
import { checkProgress, type Progress } from "./progress.ts";
import type { Project } from "./project.ts";
import { isSound } from "./sound-event.ts";

export const SIGNALS = "activity.signals";
const GROUP = "activity.projections";

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
 * filled again from there; repeating is exact. The commit only shows the lag.
 */
export async function startProjector(deps: ProjectorDeps): Promise<GroupConsumer> {
  const { log, logger, metrics, progress, project } = deps;
  return consumeEvents<SignalEvent>({
    log,
    logger,
    metrics,
    group: GROUP,
    topic: SIGNALS,
    maxRecords: 1_000,
    startFrom: async ({ partition }) => {
      const next = await progress.read();
      checkProgress(next, await log.ends(SIGNALS));
      return next[partition];
    },
    onEvents: async (batch) => {
      const { topic, partition } = batch;
      const sound = batch.events.filter(({ event, offset, headers }) => {
        const ok = isSound(event);
        if (!ok) {
          const fields = { topic, partition, offset, ...originFieldsOf(headers) };
          logger.warn(fields, "an event with malformed ids is left out");
        }
        return ok;
      });
      if (batch.isStale()) return;
      await project(batch.partition, sound);
      await progress.advance(batch.partition, batch.nextOffset);
      await commit(batch);
    },
  });
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
