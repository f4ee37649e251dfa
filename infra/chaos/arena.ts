import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { topicDefinitions } from "@projectionist/contracts";
import { startKafka, startRedis, type Kafka, type Redis } from "@projectionist/engines";
import { PROJECTOR_GROUP } from "@projectionist/recommender/projector";
import type { EngineKind } from "./experiment.ts";

const PATIENCE_MS = 300_000;
const STILL_MS = 8_000;
const POLL_MS = 200;

/** A log and a place for a signal state, empty, where an experiment takes place. */
export type Arena = Readonly<{
  log: EventLog;
  logUrl: string;
  stateUrl: string;
  /** For the documents of one process. */
  documentsUrl: string;
  kafka?: Kafka;
  redis?: Redis;
  /** Resolves once a group, the projectors' unless told, has committed everything that the signals topic holds. */
  projected(group?: string): Promise<void>;
  /** Resolves too once nothing was committed for a while: for controls, in which something stands still. */
  settled(): Promise<void>;
  close(): Promise<void>;
}>;

export async function openArena(engines: EngineKind): Promise<Arena> {
  return engines === "embedded" ? openEmbedded() : openReal();
}

async function openEmbedded(): Promise<Arena> {
  const folder = makeFolder();
  const logUrl = `sqlite:${join(folder, "log.sqlite")}`;
  const log = await openLog(logUrl);
  return {
    log,
    logUrl,
    stateUrl: `sqlite:${join(folder, "state.sqlite")}`,
    documentsUrl: documentsIn(folder),
    projected: (group) => untilCommitted(log, group),
    settled: () => untilStill(log),
    async close() {
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openReal(): Promise<Arena> {
  const folder = makeFolder();
  const [kafka, redis] = await Promise.all([startKafka(), startRedis()]);
  const log = await openLog(kafka.url);
  return {
    log,
    logUrl: kafka.url,
    stateUrl: redis.url,
    kafka,
    redis,
    documentsUrl: documentsIn(folder),
    projected: (group) => untilCommitted(log, group),
    settled: () => untilStill(log),
    async close() {
      await log.close().catch(() => {});
      await Promise.all([kafka.remove(), redis.remove()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const makeFolder = () => mkdtempSync(join(tmpdir(), "chaos-"));
const documentsIn = (folder: string) => `sqlite:${join(folder, "documents.sqlite")}`;

async function openLog(url: string): Promise<EventLog> {
  const log = await openEventLog(url);
  await log.createTopics(topicDefinitions);
  return log;
}

async function untilCommitted(log: EventLog, group = PROJECTOR_GROUP): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { ends, committed, isDone } = await progressOf(log, group);
    if (isDone) return;
    if (Date.now() > deadline) throw new Error(`${group} does not reach the end: ${committed} of ${ends}`);
    await sleep(POLL_MS);
  }
}

async function untilStill(log: EventLog): Promise<void> {
  let last = "";
  let since = Date.now();
  while (Date.now() - since < STILL_MS) {
    const { committed, isDone } = await progressOf(log, PROJECTOR_GROUP);
    if (isDone) return;
    if (committed !== last) since = Date.now();
    last = committed;
    await sleep(POLL_MS);
  }
}

async function progressOf(log: EventLog, group: string) {
  const topic = "activity.signals";
  const [ends, committed] = await Promise.all([
    log.ends(topic),
    // A group that is being made has no place to be asked for yet.
    log.committed(group, topic).catch((): undefined[] => []),
  ]);
  const isDone = ends.every((end, partition) => (committed[partition] ?? 0) >= end);
  return { ends: ends.join(), committed: committed.join(), isDone };
}
