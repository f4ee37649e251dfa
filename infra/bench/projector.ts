/**
 * How many signals per second one core carries through ledgers, contributions and the in-process state: no log, no
 * decoding. `node infra/bench/projector.ts [signals]`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { LedgerCache } from "../../services/recommender/src/projector/ledger-cache.ts";
import { PartitionProjector } from "../../services/recommender/src/projector/partition-projector.ts";
import type { LoggedSignal } from "../../services/recommender/src/projector/project-events.ts";
import { openSignalState } from "../../services/recommender/src/signal-state/open.ts";

const FILMS = 5000;
const VIEWERS = 5000;
const BATCH = 500;
const WINDOW = 10;

/** Numbers from 0 to 1 from a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A log of views, ratings and likes; films by a long-tailed popularity. `viewerOf` tells whose the n-th signal is. */
function logOf(signals: number, viewerOf: (n: number, random: () => number) => number): LoggedSignal[] {
  const random = seeded(7);
  return Array.from({ length: signals }, (_, offset) => {
    const movieId = `ml-${Math.floor(FILMS * random() ** 3)}`;
    const appendedAt = 1_760_000_000_000 + offset;
    const base = {
      eventId: `0199a3f2-${offset}-7c4e-b1d2-3f5a6b7c8d9e`,
      userId: `u-${viewerOf(offset, random)}`,
      movieId,
    };
    const more = { occurredAt: appendedAt - 1000, recommendationId: null };
    const kind = random();
    if (kind < 0.5) return { event: { ...base, ...more, type: "MovieViewed", progress: 1 }, offset, appendedAt };
    const rating = 0.5 + Math.floor(random() * 10) / 2;
    if (kind < 0.9) return { event: { ...base, ...more, type: "MovieRated", rating }, offset, appendedAt };
    return { event: { ...base, ...more, type: "FeedbackGiven", feedback: "liked" }, offset, appendedAt };
  });
}

async function measure(name: string, log: readonly LoggedSignal[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-projector-"));
  const state = await openSignalState(`sqlite:${join(folder, "state.sqlite")}`);
  const source = { epoch: "bench", partition: 0 };
  const cache = new LedgerCache();
  const projector = new PartitionProjector({ state, keyspace: "bench", source, window: WINDOW, cache, applied: -1 });
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const cpuBefore = process.threadCpuUsage();
  const began = performance.now();
  for (let at = 0; at < log.length; at += BATCH) {
    await projector.project(log.slice(at, at + BATCH), Math.min(at + BATCH, log.length) - 1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const seconds = (performance.now() - began) / 1000;
  const cpu = process.threadCpuUsage(cpuBefore);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  delays.disable();
  const closing = performance.now();
  await state.close();
  const closed = performance.now() - closing;
  rmSync(folder, { recursive: true });
  const perSecond = (duration: number) => Math.round(log.length / duration).toLocaleString("en");
  console.log(`${name}: ${perSecond(seconds)} signals/s, ${perSecond(cpuSeconds)} per second of the thread's CPU time`);
  console.log(`  event loop held ${(delays.max / 1e6).toFixed(1)} ms at most; last snapshot ${closed.toFixed(0)} ms`);
}

const signals = Number(process.argv[2] ?? 500_000);
const perViewer = Math.ceil(signals / VIEWERS);
await measure(
  "imported, viewer by viewer",
  logOf(signals, (n) => Math.floor(n / perViewer)),
);
await measure(
  "live, viewers interleaved",
  logOf(signals, (_, random) => Math.floor(random() * VIEWERS)),
);
