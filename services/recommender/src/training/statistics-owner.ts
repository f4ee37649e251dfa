import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import type { EventLog, LogRecord } from "@projectionist/bus";
import type { SignalEvent } from "@projectionist/contracts";
import { createTrouble, decodeRecords, type Logger, type Metrics } from "@projectionist/service-kit";
import { Gauge } from "prom-client";
import { answerRequests, askLeader } from "../control/leader-request.ts";
import { startLeadership, type Leadership } from "../control/leadership.ts";
import type { StoredArtefact } from "../models/artefact.ts";
import { StateBehindError, type LedgerCut, type LedgerEntry, type SignalState } from "../signal-state/signal-state.ts";
import type { StatisticsCalls } from "./statistics-thread.ts";
import { startThread, type Thread } from "./thread-calls.ts";
import { viewerHistory, type ViewerHistory } from "./viewer-history.ts";

const TOPIC = "activity.signals";
const RECORDS = 500;
const VIEWERS_PER_TURN = 50;
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
  /** Has what is counted so far stored, by whichever instance counts; where none does so in time, nothing is done. */
  checkpoint(signal: AbortSignal): Promise<void>;
  /** Stores what is counted, and lets another instance go on. */
  stop(): Promise<void>;
}

/**
 * One instance at a time follows the signals and keeps the statistics that models are trained from. Of a signal it takes only
 * whose it is: what counts for a viewer is said by the ledger, as it stands at that offset, so that retractions, ratings that
 * change and erasures amount to what they amount to everywhere else. It goes on from its last checkpoint, whoever wrote it.
 */
export function startStatisticsOwner(options: StatisticsOwnerOptions): StatisticsOwner {
  const { log, state, keyspace, epoch, modelsUrl, logger, onCounted = () => {}, now = Date.now } = options;
  const { checkpointMs = CHECKPOINT_MS, leaseMs } = options;
  const trouble = createTrouble(logger);
  let thread: Thread<StatisticsCalls> | undefined;
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
      const offsets = new Map(await own.call("open", modelsUrl, epoch));
      const partitions = (await log.ends(TOPIC)).length;
      const from = Array.from({ length: partitions }, (_, partition) => (offsets.get(partition) ?? -1) + 1);
      logger.info({ from }, "keeps the statistics that models are trained from");
      const tail = await log.tail({
        topic: TOPIC,
        from,
        maxRecords: RECORDS,
        onRecords: (records) => count(own, records, offsets, signal),
        onError: (err) => !signal.aborted && trouble.failed("read", { err }, "signals will be counted again"),
      });
      thread = own;
      leads.set(1);
      try {
        const asked = answerRequests({ state, name, signal }, () => store(own));
        await Promise.race([checkpointRegularly(own, signal), asked, own.ended]);
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

  async function count(
    own: Thread<StatisticsCalls>,
    records: readonly LogRecord[],
    offsets: Map<number, number>,
    signal: AbortSignal,
  ): Promise<void> {
    const fresh = records.filter(({ partition, offset }) => offset > (offsets.get(partition) ?? -1));
    for (const [partition, ofPartition] of Map.groupBy(fresh, (record) => record.partition)) {
      const offset = ofPartition.at(-1)!.offset;
      const { events } = decodeRecords<SignalEvent>(ofPartition);
      const userIds = [...new Set(events.map(({ event }) => event.userId))];
      const ledgers = await ledgersAt(userIds, { epoch, partition, offset: offset + 1 }, signal);
      const histories: ViewerHistory[] = [];
      for (const [place, userId] of userIds.entries()) {
        histories.push(viewerHistory(userId, partition, ledgers.get(userId) ?? []));
        if (place % VIEWERS_PER_TURN === VIEWERS_PER_TURN - 1) await nextTurn();
      }
      const erasedAt = events.findLast(({ event }) => event.type === "ViewerErased")?.offset ?? -1;
      onCounted(await own.call("apply", histories, { partition, offset, erasedAt }));
      offsets.set(partition, offset);
      trouble.over("read", {}, "signals are counted again");
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

  return {
    isLeading: () => thread !== undefined,
    async checkpoint(signal) {
      if (thread) await store(thread);
      else await askLeader({ state, name, signal });
    },
    async stop() {
      isStopping = true;
      await leadership.stop();
    },
  };
}
