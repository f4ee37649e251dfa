import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog } from "@projectionist/bus";
import type { EventLog } from "@projectionist/bus";
import { decodeEvent, topicDefinitions } from "@projectionist/contracts";
import type { SignalEvent } from "@projectionist/contracts";
import { createLogger, createMetrics } from "@projectionist/service-kit";
import type { Metrics } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect } from "vitest";
import { openSignalState } from "../../signal-state/open.ts";
import type { SignalState } from "../../signal-state/signal-state.ts";
import { fenceRange } from "../partition-projector.ts";
import type { LoggedSignal } from "../project-events.ts";
import { startProjector } from "../projector.ts";
import type { Projector, ProjectorOptions } from "../projector.ts";
import { linesOf, recount } from "./naive-recount.ts";
import { randomPartition, seeded } from "./random-log.ts";
import { until } from "./until.ts";

export const topic = "activity.signals";
export const keyspace = "live";
export const window = 5;

/** For each test a log and a folder of its own, and a projector that it starts and stops; the log in SQLite unless told. */
export function useProjection(openLog: (folder: string) => Promise<EventLog> = openEmbeddedLog) {
  const logger = createLogger({ service: "test", level: "silent" });
  let folder: string;
  let log: EventLog;
  let metrics: Metrics;
  let running: Projector | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "projector-"));
    log = await openLog(folder);
    await log.createTopics(topicDefinitions);
    metrics = createMetrics("test");
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    await log.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function caughtUp(state: SignalState): Promise<void> {
    const epoch = await log.epoch(topic);
    await until("the state reflects the whole log", async () => {
      const ends = await log.ends(topic);
      const fences = ends.map((_, partition) => state.fences(keyspace, { epoch, partition }));
      return (await Promise.all(fences)).every(
        (ofPartition, partition) => fenceRange(ofPartition).lowest === ends[partition]! - 1,
      );
    });
  }

  async function wholeLog(): Promise<LoggedSignal[]> {
    const logged: LoggedSignal[] = [];
    const tail = await log.tail({
      topic,
      from: [],
      onRecords: async (records) => {
        for (const { value, offset, appendedAt } of records) {
          const event = eventOf(value);
          if (event) logged.push({ event, offset, appendedAt });
        }
      },
    });
    await tail.caughtUp();
    await tail.stop();
    return logged;
  }

  return {
    get log() {
      return log;
    },
    /** An in-process state in a file of that name. */
    openState: (name: string): Promise<SignalState> =>
      openSignalState(`sqlite:${join(folder, `${name}.sqlite`)}`, { snapshotIntervalMs: 50 }),
    async start(state: SignalState, more: Partial<ProjectorOptions> = {}): Promise<Projector> {
      running = await startProjector({ log, state, keyspace, window, logger, metrics, checkIntervalMs: 20, ...more });
      return running;
    },
    async stop(): Promise<void> {
      await running?.stop();
      running = undefined;
      metrics = createMetrics("test");
    },
    caughtUp,
    wholeLog,
    /** The state comes to equal a recount of the log. */
    async expectExact(state: SignalState, ofWindow = window): Promise<void> {
      await caughtUp(state);
      expect(await linesOf(state.scan(keyspace))).toEqual(recount(await wholeLog(), ofWindow));
    },
    /** The sum of a metric's values that have these labels, since the start or the last stop. */
    async metric(name: string, having: Readonly<Record<string, string>> = {}): Promise<number> {
      const { values } = await metrics.registry.getSingleMetric(name)!.get();
      const wanted = values.filter(({ labels }) => Object.entries(having).every(([label, is]) => labels[label] === is));
      return wanted.reduce((sum, { value }) => sum + value, 0);
    },
  };
}

function openEmbeddedLog(folder: string): Promise<EventLog> {
  return openEventLog(`sqlite:${join(folder, "log.sqlite")}`);
}

function eventOf(value: Uint8Array): SignalEvent | undefined {
  try {
    return decodeEvent(value, "activity.signals") as SignalEvent;
  } catch {
    return undefined;
  }
}

/** Random events of five viewers, who are spread over the partitions. */
export function randomEvents(seed: number, length = 200, viewers = seed): SignalEvent[] {
  return randomPartition(seeded(seed), viewers, length).map(({ event }) => event);
}
