import { setTimeout as sleep } from "node:timers/promises";
import { historiesOf } from "../load/applied.ts";
import { compareWithRecount, type CountDifferences } from "../load/recount.ts";
import { compareWithApplied, SendLog, type Differences, type SendCall } from "../load/send-log.ts";
import { startSteadyLoad } from "../load/steady-load.ts";
import { startSteadyReads, type Read } from "../load/steady-reads.ts";
import { signUpViewers } from "../load/viewers.ts";
import type { DistributedSystem, ServiceName } from "../system/distributed-system.ts";

const VIEWERS = 20;
const PER_SECOND = 200;
const BEFORE_MS = 8_000;
const AFTER_MS = 12_000;
const READ_EVERY_MS = 150;
const SAMPLE_MS = 500;

export type Outage = Readonly<{
  /** What breaks. */
  begin(): Promise<void>;
  /** What mends it. */
  end(): Promise<void>;
  lastsMs: number;
}>;

export type OutageReport = Readonly<{
  acked: number;
  refused: number;
  unknown: number;
  calls: readonly SendCall[];
  /** Calls that were sent while it lasted. */
  during: readonly SendCall[];
  reads: readonly Read[];
  /** Highest resident memory in MiB before the outage, and over all, by service. */
  memory: ReadonlyMap<ServiceName, Readonly<{ before: number; peak: number }>>;
  /** From the end of the outage to the first 202 and its reflection, in milliseconds. */
  recoveredMs: number;
  sent: Differences;
  counts: CountDifferences;
}>;

/**
 * Lets 200 signals a second and some reads go on over an outage, and judges what was left of them.
 *
 * @throws when a service ended by itself, with its output
 */
export async function runOutage(system: DistributedSystem, { begin, end, lastsMs }: Outage): Promise<OutageReport> {
  const viewers = await signUpViewers(system.url, VIEWERS);
  const { movieIds } = system;
  const sendLog = new SendLog();
  const memory = watchMemory(system);
  const load = startSteadyLoad({ viewers, movieIds, perSecond: PER_SECOND, sendLog });
  const reads = startSteadyReads(viewers, READ_EVERY_MS);
  await sleep(BEFORE_MS);
  memory.endOfBefore();
  const began = Date.now();
  await begin();
  await sleep(lastsMs);
  await end();
  const ended = Date.now();
  await sleep(AFTER_MS);
  await load.stop();
  await reads.stop();
  memory.stop();
  for (const service of Object.values(system.services)) service.mustRun();
  const applied = await historiesOf(viewers, movieIds[0] ?? "");
  const { calls } = sendLog;
  const firstAcked = calls.find(({ sentAt, status }) => sentAt >= ended && status === 202);
  return {
    acked: sendLog.count("acked"),
    refused: sendLog.count("refused"),
    unknown: sendLog.count("unknown"),
    calls,
    during: calls.filter(({ sentAt }) => sentAt >= began && sentAt < ended),
    reads: reads.reads,
    memory: memory.seen,
    recoveredMs: firstAcked ? firstAcked.sentAt + firstAcked.ms - ended : Infinity,
    sent: compareWithApplied(sendLog, applied),
    counts: await compareWithRecount(system.kafka.url, system.redis.url),
  };
}

function watchMemory({ services }: DistributedSystem) {
  const seen = new Map<ServiceName, { before: number; peak: number }>();
  let isBefore = true;
  const timer = setInterval(() => {
    for (const [name, service] of Object.entries(services) as [ServiceName, (typeof services)[ServiceName]][]) {
      const used = service.memory();
      const { before, peak } = seen.get(name) ?? { before: 0, peak: 0 };
      seen.set(name, { before: isBefore ? Math.max(before, used) : before, peak: Math.max(peak, used) });
    }
  }, SAMPLE_MS);
  return {
    seen,
    endOfBefore: () => void (isBefore = false),
    stop: () => clearInterval(timer),
  };
}

/** One line for people about an outage. */
export function summaryOf(name: string, report: OutageReport): string {
  const { acked, refused, unknown, calls, reads, recoveredMs, memory, counts } = report;
  const slowest = Math.round(Math.max(...calls.map(({ ms }) => ms)));
  const failedReads = reads.filter(({ status }) => status !== 200).length;
  const slowestRead = Math.round(Math.max(...reads.map(({ ms }) => ms)));
  const grown = [...memory].map(
    ([service, { before, peak }]) => `${service} ${Math.round(before)}→${Math.round(peak)}`,
  );
  return (
    `${name}: ${acked} acked, ${refused} refused, ${unknown} unknown; slowest answer ${slowest} ms; ` +
    `${failedReads} of ${reads.length} reads failed, slowest ${slowestRead} ms; recovered in ${Math.round(recoveredMs)} ms; ` +
    `${counts.lines} counts compared; memory in MiB: ${grown.join(", ")}`
  );
}

/** The calls that were answered neither 202 nor 503 with the time to wait. */
export function refusedOtherwise({ calls }: OutageReport): readonly SendCall[] {
  return calls.filter(({ status, retryAfter }) => status !== 202 && !(status === 503 && retryAfter !== null));
}
