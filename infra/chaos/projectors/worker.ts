/**
 * A projector in a process of its own, as a recommender runs it, and activity's with it where there are documents; tells
 * what happens to it on stdout.
 */
import { openEventLog, type Batch, type EventLog } from "@projectionist/bus";
import { keyspaceOf } from "@projectionist/recommender";
import { startProjector } from "@projectionist/recommender/projector";
import { openSignalState } from "@projectionist/recommender/signal-state";
import { createLogger, createMetrics } from "@projectionist/service-kit";
import { startActivityInstance } from "../ingest/activity-instance.ts";
import { unfencedDocuments } from "./unfenced-documents.ts";
import { unfencedState } from "./unfenced-state.ts";

/** What a worker has met with since its start. */
export type WorkerReport = Readonly<{ gaps: number; assigned: number }>;

const { LOG_URL = "", STATE_URL = "", DOCUMENTS_URL = "", PROTECTION = "on" } = process.env;
const REPORT_MS = 200;
/** Consumers commit every few seconds, unless they are told otherwise. */
const COMMITTED_AFTER_MS = 2_000;
/** A consumer that only commits its offset has nothing to compare. */
const NEVER_MS = 2 ** 31 - 1;

const log = await openEventLog(LOG_URL, { onFatal: () => process.exit(1) });
const state = await openSignalState(STATE_URL, {});
const isFenced = PROTECTION === "on";
/** What a process holds in memory is lost with it: there, committing at once is what does harm. */
const isLate = !isFenced && !STATE_URL.startsWith("sqlite:");
const metrics = createMetrics("projector");
let assigned = 0;
/** The log, with each partition that is given to this member counted. */
const counting: EventLog = {
  ...log,
  consume: (options) =>
    log.consume({
      ...options,
      onBatch: (batch) => options.onBatch(isLate ? committedLater(batch) : batch),
      startFrom: async (partition) => {
        assigned++;
        return options.startFrom?.(partition);
      },
    }),
};
const projector = await startProjector({
  log: counting,
  state: isFenced ? state : unfencedState(state, log),
  keyspace: keyspaceOf(await log.epoch("activity.signals")),
  logger: createLogger({ service: "projector", level: "error" }),
  metrics,
  ...(isFenced ? {} : { checkIntervalMs: NEVER_MS }),
});

const activity =
  DOCUMENTS_URL === ""
    ? undefined
    : await startActivityInstance(log, DOCUMENTS_URL, isFenced ? undefined : unfencedDocuments);

const reporting = setInterval(() => {
  void metrics.registry.metrics().then((text) => {
    const counts = [...text.matchAll(/^projector_gaps_total\S* (\d+)/gm)].map(([, count]) => Number(count));
    const gaps = counts.reduce((sum, count) => sum + count, 0);
    process.stdout.write(`${JSON.stringify({ gaps, assigned } satisfies WorkerReport)}\n`);
  });
}, REPORT_MS);

process.on("SIGTERM", () => {
  clearInterval(reporting);
  void projector
    .stop()
    .then(() => activity?.stop())
    .then(() => state.close())
    .then(() => log.close())
    .then(() => process.exit(0));
});

function committedLater(batch: Batch): Batch {
  return {
    ...batch,
    commit: async (offset) => void setTimeout(() => void batch.commit(offset).catch(() => {}), COMMITTED_AFTER_MS),
  };
}
