import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { keyspaceOf } from "@projectionist/recommender";
import { openSignalState } from "@projectionist/recommender/signal-state";
import { openArena, type Arena } from "../arena.ts";
import type { Experiment } from "../experiment.ts";
import { differencesOf } from "../judge.ts";
import { createWorkers, type Workers } from "../projectors/workers.ts";
import { tearFile } from "../torn/tear-file.ts";
import { asItIs, mended, tearRedis, type Start } from "../torn/tear-redis.ts";
import { sendTraffic } from "../traffic.ts";

const EVENTS = 100_000;
const PER_SECOND = 500;
const CLEAN_RESTARTS = 2;
const PATIENCE_MS = 300_000;
const TOPIC = "activity.signals";

export const torn: Experiment = {
  name: "torn",
  guarantees: ["G4"],
  promise:
    "a state that lost the end of what it wrote is filled again from the log, and two more restarts change nothing",
  control:
    "Redis is started without redis-check-aof --fix; on a file, the projector goes on behind what it had committed",
  engines: ["embedded", "real"],
  async run({ random, engines, share, protection, say }) {
    const arena = await openArena(engines);
    const { redis } = arena;
    const workers = createWorkers(arena, protection || redis !== undefined);
    const start = protection ? mended : asItIs;
    try {
      await workers.scale(1);
      const sending = new AbortController();
      const events = Math.round(EVENTS * share);
      const tearing = redis
        ? tearRedis(redis, start, random)
        : tearFile(fileOf(arena), workers, () => hasLost(arena), random);
      const faults = () => ({ ...tearing.faults, ...(redis && protection ? { gaps: workers.met().gaps } : {}) });
      const isWanted = () => Object.values(faults()).includes(0);
      const { log } = arena;
      const traffic = sendTraffic({ log, random: random.fork("traffic"), events, perSecond: PER_SECOND, isWanted });
      void traffic.finally(() => sending.abort()).catch(() => {});
      await tearing.until(sending.signal);
      const sent = await traffic;
      say(`${sent.sent} events sent; waiting for the projector, then ${CLEAN_RESTARTS} more restarts`);
      const settle = () => (protection ? untilReflected(arena, workers) : arena.settled());
      await settle();
      for (let restart = 0; restart < CLEAN_RESTARTS; restart++) await restartInOrder(arena, workers, start);
      await settle();
      const happened = faults();
      await workers.scale(0);
      return {
        faults: happened,
        sent: sent.sent,
        acked: sent.acked,
        unknown: sent.unknown,
        differences: await differencesOf(arena, sent),
      };
    } finally {
      await workers.scale(0).catch(() => {});
      await arena.close();
    }
  },
};

const fileOf = ({ stateUrl }: Arena) => stateUrl.slice("sqlite:".length);

async function restartInOrder({ redis }: Arena, workers: Workers, start: Start): Promise<void> {
  if (redis) {
    await redis.stop();
    return start(redis);
  }
  await workers.scale(0);
  await workers.scale(1);
}

/**
 * The committed offsets may be ahead of a state that was set back: what the state itself says counts. A file is read while no
 * projector has it; one that has just begun is given time, more and more, to find out what is missing.
 */
async function untilReflected(arena: Arena, workers: Workers): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let rest = 500; ; rest *= 2) {
    await arena.projected();
    if (!arena.redis) await workers.scale(0);
    const ends = await arena.log.ends(TOPIC);
    const next = await nextOffsets(arena);
    if (!arena.redis) await workers.scale(1);
    if (ends.every((end, partition) => (next[partition] ?? 0) >= end)) return;
    if (Date.now() > deadline) throw new Error(`the state does not reach the end: ${next.join()} of ${ends.join()}`);
    await sleep(rest);
  }
}

/** Whether the state has less than what was committed; a file that cannot be read any more is taken away, as its error says. */
async function hasLost(arena: Arena): Promise<boolean> {
  const committed = await arena.log.committed("recommender.projector", TOPIC);
  try {
    const next = await nextOffsets(arena);
    return committed.some((offset = 0, partition) => (next[partition] ?? 0) < offset);
  } catch {
    for (const part of ["", "-wal", "-shm"]) rmSync(fileOf(arena) + part, { force: true });
    return true;
  }
}

/** Per partition, the offset behind the lowest fence. */
async function nextOffsets({ log, stateUrl }: Arena): Promise<number[]> {
  const state = await openSignalState(stateUrl, {});
  try {
    const epoch = await log.epoch(TOPIC);
    const partitions = (await log.ends(TOPIC)).keys();
    const next = await Promise.all(
      partitions.map(async (partition) => {
        const fences = await state.fences(keyspaceOf(epoch), { epoch, partition });
        return 1 + Math.min(...fences.values());
      }),
    );
    return next;
  } finally {
    await state.close();
  }
}
