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
  const topic = "activity.signals";
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [ends, committed] = await Promise.all([log.ends(topic), log.committed(group, topic)]);
    if (ends.every((end, partition) => (committed[partition] ?? 0) >= end)) return;
    if (Date.now() > deadline)
      throw new Error(`${group} does not reach the end: ${committed.join()} of ${ends.join()}`);
    await sleep(POLL_MS);
  }
}
