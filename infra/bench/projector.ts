/**
 * How many signals per second a projector carries from the log's bytes into the state: decoding, ledgers, contributions,
 * fences and all, of all partitions at once. In process: per second of one core. On Redis: beside the increments per
 * second that a bare Lua script of ZINCRBYs reaches with the same increments on the same Redis.
 * `node infra/bench/projector.ts [signals] [redis://…]`; it empties the database that the URL names.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { measureOnRedis } from "./projector-on-redis.ts";
import { carryAll, decodeAll } from "./projector-carry.ts";
import { createSignalLog } from "./signal-log.ts";
import type { ViewersOrder } from "./signal-log.ts";
import { openSignalState } from "../../services/recommender/src/signal-state/open.ts";

async function measureInProcess(signals: number, order: ViewersOrder): Promise<void> {
  const log = createSignalLog(signals, order);
  const folder = mkdtempSync(join(tmpdir(), "bench-projector-"));
  const state = await openSignalState(`sqlite:${join(folder, "state.sqlite")}`);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const cpuBefore = process.threadCpuUsage();
  const seconds = await carryAll(log, state);
  const cpu = cpuSeconds(process.threadCpuUsage(cpuBefore));
  delays.disable();
  await state.close();
  rmSync(folder, { recursive: true });
  const decodingBefore = process.threadCpuUsage();
  decodeAll(log);
  const decoding = cpuSeconds(process.threadCpuUsage(decodingBefore));
  const rate = (duration: number) => Math.round(signals / duration).toLocaleString("en");
  console.log(
    `in process, ${order}: ${rate(seconds)} signals/s, ${rate(cpu)} per second of CPU time, ` +
      `${((100 * decoding) / cpu).toFixed(0)} % of it for decoding, ` +
      `event loop held ${(delays.max / 1e6).toFixed(0)} ms at most`,
  );
}

function cpuSeconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}

const [count = "300000", url] = process.argv.slice(2);
const signals = Number(count);
await measureInProcess(signals, "viewer by viewer");
await measureInProcess(signals, "interleaved");
if (url) await measureOnRedis(url, signals);
else console.log("on Redis: not measured; name one, such as redis://127.0.0.1:6379, after the number of signals");
