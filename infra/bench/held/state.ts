import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openSignalState, type SignalState } from "@projectionist/recommender/signal-state";
import { Redis } from "ioredis";
import { LedgerCache } from "../../../services/recommender/src/projector/ledger-cache.ts";
import { PartitionProjector } from "../../../services/recommender/src/projector/partition-projector.ts";
import type { LoggedSignal } from "../../../services/recommender/src/projector/project-events.ts";
import { signalsOf, type Load } from "./loads.ts";

const KEYSPACE = "held";
const WINDOW = 10;
const BATCH = 500;
const STEP_BYTES = 100_000;
const NEVER_MS = 2 ** 31 - 1;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes of the embedded state in this process and in its file, and how many pairs are in it. */
export async function embeddedBytes(load: Load): Promise<Readonly<{ memory: number; file: number; pairs: number }>> {
  const folder = mkdtempSync(join(tmpdir(), "held-"));
  const path = join(folder, "state.sqlite");
  try {
    const before = await memoryInUse();
    const state = await openSignalState(`sqlite:${path}`, { snapshotIntervalMs: NEVER_MS });
    await project(state, load);
    const memory = (await memoryInUse()) - before;
    const pairs = await countPairs(state);
    await state.close();
    return { memory, file: statSync(path).size, pairs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes of the state in an emptied Redis. It empties the database of the URL. */
export async function redisBytes(url: string, load: Load): Promise<number> {
  const redis = new Redis(url);
  await redis.flushdb("SYNC");
  const usedMemory = async () => Number(/^used_memory:(\d+)/m.exec(await redis.info("memory"))![1]);
  const before = await usedMemory();
  const state = await openSignalState(url);
  await project(state, load);
  await state.close();
  const bytes = (await usedMemory()) - before;
  await redis.flushdb("SYNC");
  await redis.quit();
  return bytes;
}

async function project(state: SignalState, load: Load): Promise<void> {
  const source = { epoch: "bench", partition: 0 };
  const options = { state, keyspace: KEYSPACE, source, window: WINDOW, cache: new LedgerCache(), applied: -1 };
  const projector = new PartitionProjector(options);
  let batch: LoggedSignal[] = [];
  let offset = 0;
  const apply = async () => {
    if (batch.length > 0) await projector.project(batch, offset - 1);
    batch = [];
  };
  for (const event of signalsOf(load)) {
    batch.push({ event, offset: offset++, appendedAt: event.occurredAt });
    if (batch.length === BATCH) await apply();
  }
  await apply();
}

async function countPairs(state: SignalState): Promise<number> {
  let pairs = 0;
  for await (const { kind } of state.scan(KEYSPACE)) pairs += kind === "pair" ? 1 : 0;
  return pairs;
}

/** Waits until what earlier states held is given back. */
async function memoryInUse(): Promise<number> {
  let least = Infinity;
  for (let calm = 0; calm < 5;) {
    await delay(50);
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    calm = heapUsed + external < least - STEP_BYTES ? 0 : calm + 1;
    least = Math.min(least, heapUsed + external);
  }
  return least;
}
