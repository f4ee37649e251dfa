import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import type { EventLog, LogRecord } from "@projectionist/bus";
import type { SignalEvent } from "@projectionist/contracts";
import { createTrouble, decodeRecords, type Logger, type Metrics } from "@projectionist/service-kit";
import { Gauge } from "prom-client";
import { answerRequests, askLeader } from "../control/leader-request.ts";
import { startLeadership, type Leadership } from "../control/leadership.ts";
import type { StoredArtefact } from "../models/artefact.ts";
import { StateBehindError, type LedgerCut, type LedgerEntry, type SignalState } from "../signal-state/signal-state.ts";
import { ChangedViewers } from "./changed-viewers.ts";
import { createProjectorFirst } from "./projector-first.ts";
import type { StatisticsCalls } from "./statistics-thread.ts";
import { startThread, type Thread } from "./thread-calls.ts";
import { viewerHistory, type ViewerHistory } from "./viewer-history.ts";

const TOPIC = "activity.signals";
const RECORDS = 500;
const COUNT_MS = 500;
/** Of so many changed viewers the histories are counted before more is read. */
const MOST_VIEWERS = 5_000;
const VIEWERS_PER_TURN = 20;
/** How long a checkpoint that was asked for waits for what is not counted yet. */
const UP_TO_DATE_MS = 45_000;
const BEHIND_MS = 50;
const CHECKPOINT_MS = 5 * 60_000;

export type StatisticsOwnerOptions = Readonly<{
  log: EventLog;
  state: SignalState;
  /** Which keyspace serves. */
  keyspace: () => string;
  /** The signals topic's. */
  epoch: string;
  modelsUrl: string;
  logger: Logger;
  metrics: Metrics;
  /** Told now and then how many films there are in all histories. */
  onCounted?: (signals: number) => void;
  /** Milliseconds between checkpoints; five minutes unless told. */
  checkpointMs?: number;
  leaseMs?: number;
  now?: () => number;
}>;

export interface StatisticsOwner extends Pick<Leadership, "isLeading"> {
  /**
   * Has what the log holds counted and stored, by whichever instance counts; what is counted so far where that takes long, and
   * nothing where none counts.
   */
  checkpoint(signal: AbortSignal): Promise<void>;
  /** Stores what is counted, and lets another instance go on. */
  stop(): Promise<void>;
}

/**
 * One instance at a time follows the signals and keeps the statistics that models are trained from. Of a signal it takes only
 * whose it is: what counts for a viewer is said by the ledger, as it stands at that offset, so that retractions, ratings that
 * change and erasures amount to what they amount to everywhere else: read once for all that a viewer has done meanwhile, and not while the projector
 * works off a backlog. It goes on from its last checkpoint, whoever wrote it.
 */
export function startStatisticsOwner(options: StatisticsOwnerOptions): StatisticsOwner {
  const { log, state, keyspace, epoch, modelsUrl, logger, onCounted = () => {}, now = Date.now } = options;
  const { checkpointMs = CHECKPOINT_MS, leaseMs } = options;
  const trouble = createTrouble(logger);
  let thread: Thread<StatisticsCalls> | undefined;
  const projectorFirst = createProjectorFirst({ log, state, topic: TOPIC, epoch, keyspace });
  let upToDate = async (): Promise<void> => {};
  let isStopping = false;
  const leads = new Gauge({
    name: "recommender_statistics_owner",
    help: "1 while this instance keeps the statistics that models are trained from.",
    registers: [options.metrics.registry],
  });

  const name = `statistics-${epoch}`;
  const leadership = startLeadership({
    state,
    name,
    work,
    onFailure: (err) => trouble.failed("statistics", { err }, "the statistics are not kept for now: tried again"),
    ...(leaseMs === undefined ? {} : { leaseMs }),
  });

  async function work(signal: AbortSignal): Promise<void> {
    const own = startThread<StatisticsCalls>(new URL("./statistics-thread.ts", import.meta.url));
    try {
      const counted = new Map(await own.call("open", modelsUrl, epoch));
      const partitions = (await log.ends(TOPIC)).length;
      const from = Array.from({ length: partitions }, (_, partition) => (counted.get(partition) ?? -1) + 1);
      logger.info({ from }, "keeps the statistics that models are trained from");
      const changed = new ChangedViewers();
      let counting = Promise.resolve();
      const countAll = () => (counting = counting.catch(() => {}).then(() => count(own, changed, signal)));
      const tail = await log.tail({
        topic: TOPIC,
        from,
        maxRecords: RECORDS,
        onRecords: async (records) => {
          await projectorFirst(signal);
          note(records, changed);
          if (changed.size >= MOST_VIEWERS) await countAll();
          trouble.over("read", {}, "signals are counted again");
        },
        onError: (err) => !signal.aborted && trouble.failed("read", { err }, "signals will be counted again"),
      });
      upToDate = async () => {
        await tail.caughtUp();
        await countAll();
      };
      thread = own;
      leads.set(1);
      try {
        const asked = answerRequests({ state, name, signal }, () => storeUpToDate(own));
        const counts = countRegularly(countAll, signal);
        await Promise.race([checkpointRegularly(own, signal), asked, counts, own.ended]);
      } finally {
        thread = undefined;
        leads.set(0);
        await tail.stop();
      }
      // Who has lost the lease leaves it to the next one.
      if (isStopping) await store(own);
    } finally {
      await own.end();
    }
  }

  /** Notes whose the records are. */
  function note(records: readonly LogRecord[], changed: ChangedViewers): void {
    for (const [partition, ofPartition] of Map.groupBy(records, (record) => record.partition)) {
      const { events } = decodeRecords<SignalEvent>(ofPartition);
      changed.add(partition, {
        userIds: new Set(events.map(({ event }) => event.userId)),
        offset: ofPartition.at(-1)!.offset,
        erasedAt: events.findLast(({ event }) => event.type === "ViewerErased")?.offset ?? -1,
      });
    }
  }

  /** Counts the histories of those who have changed; what fails is left for the next time. */
  async function count(own: Thread<StatisticsCalls>, changed: ChangedViewers, signal: AbortSignal): Promise<void> {
    const taken = changed.take();
    try {
      for (const [partition, { userIds, offset, erasedAt }] of taken) {
        const histories: ViewerHistory[] = [];
        const all = [...userIds];
        for (let at = 0; at < all.length; at += VIEWERS_PER_TURN) {
          const some = all.slice(at, at + VIEWERS_PER_TURN);
          const ledgers = await ledgersAt(some, { epoch, partition, offset: offset + 1 }, signal);
          for (const userId of some) histories.push(viewerHistory(userId, partition, ledgers.get(userId) ?? []));
          await nextTurn();
        }
        onCounted(await own.call("apply", histories, { partition, offset, erasedAt }));
        taken.delete(partition);
      }
    } finally {
      for (const [partition, ofPartition] of taken) changed.add(partition, ofPartition);
    }
  }

  async function countRegularly(countAll: () => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(COUNT_MS, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      await countAll().then(
        () => trouble.over("count", {}, "signals are counted again"),
        (err: unknown) => !signal.aborted && trouble.failed("count", { err }, "signals will be counted again"),
      );
    }
  }

  /** Waits until the state reflects the log up to there. */
  async function ledgersAt(
    userIds: readonly string[],
    cut: LedgerCut,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly LedgerEntry[]>> {
    for (;;) {
      signal.throwIfAborted();
      try {
        return await state.ledgers(keyspace(), userIds, cut);
      } catch (error) {
        if (!(error instanceof StateBehindError)) throw error;
      }
      await delay(BEHIND_MS, undefined, { signal });
    }
  }

  async function checkpointRegularly(own: Thread<StatisticsCalls>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(checkpointMs, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await store(own);
    }
  }

  async function store(own: Thread<StatisticsCalls>): Promise<StoredArtefact | undefined> {
    const stored = await own.call("checkpoint", now());
    if (stored) {
      const { version, position, bytes, metrics } = stored;
      logger.info({ checkpoint: version, position, bytes, ...metrics }, "stored the statistics");
    }
    return stored;
  }

  /** Stores what the log holds now, or what is counted of it in time. */
  async function storeUpToDate(own: Thread<StatisticsCalls>): Promise<void> {
    const inTime = new AbortController();
    const counted = upToDate().catch((err: unknown) => {
      logger.warn({ err }, "the statistics are stored as they were counted before");
    });
    await Promise.race([counted, delay(UP_TO_DATE_MS, undefined, { signal: inTime.signal }).catch(() => {})]);
    inTime.abort();
    await store(own);
  }

  return {
    isLeading: () => thread !== undefined,
    async checkpoint(signal) {
      if (thread) await storeUpToDate(thread);
      else await askLeader({ state, name, signal });
    },
    async stop() {
      isStopping = true;
      await leadership.stop();
    },
  };
}
