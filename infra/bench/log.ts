/** Measures the event log: `node infra/bench/log.ts [url]`, by default a new file under the temporary folder. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog } from "@projectionist/bus";
import type { EventLog, NewRecord } from "@projectionist/bus";
import { printHeader } from "./header.ts";

const topic = `bench-${Date.now()}`;
const value = new Uint8Array(200).fill(7);

function recordAt(index: number): NewRecord {
  return { topic, key: `viewer-${index % 997}`, value, headers: { sentAt: String(performance.now()) } };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

/** Appends `count` calls of `size` records, `inFlight` calls at a time; answers records per second. */
async function appendRate(log: EventLog, count: number, size: number, inFlight: number): Promise<number> {
  let sent = 0;
  const sender = async () => {
    while (sent++ < count) await log.append(Array.from({ length: size }, (_, index) => recordAt(sent * size + index)));
  };
  const seconds = await timed(() => Promise.all(Array.from({ length: inFlight }, sender)));
  return (count * size) / seconds;
}

async function consumeRate(log: EventLog): Promise<number> {
  const total = (await log.ends(topic)).reduce((sum, end) => sum + end, 0);
  const seen = Promise.withResolvers<void>();
  let count = 0;
  const seconds = await timed(async () => {
    await log.consume({
      group: `bench-${Date.now()}`,
      topics: [topic],
      onBatch: async (batch) => {
        await batch.commit(batch.records.at(-1)!.offset + 1);
        count += batch.records.length;
        if (count >= total) seen.resolve();
      },
    });
    await seen.promise;
  });
  return total / seconds;
}

/** Milliseconds from the call of `append` to the handler, and to the acknowledgement, one record at a time. */
async function latencies(log: EventLog, count: number): Promise<{ handled: number[]; acknowledged: number[] }> {
  const handled: number[] = [];
  const acknowledged: number[] = [];
  let arrived = Promise.withResolvers<void>();
  const tail = await log.tail({
    topic,
    from: "end",
    onRecords: async (records) => {
      for (const { headers } of records) handled.push(performance.now() - Number(headers["sentAt"]));
      arrived.resolve();
    },
  });
  for (let index = 0; index < count; index++) {
    arrived = Promise.withResolvers<void>();
    acknowledged.push((await timed(() => log.append([recordAt(index)]))) * 1000);
    await arrived.promise;
  }
  await tail.stop();
  return { handled, acknowledged };
}

function percentile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return `${(sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(2)} ms`;
}

function print(label: string, figure: string): void {
  process.stdout.write(`${label.padEnd(52)} ${figure}\n`);
}

printHeader("the event log", { engine: (process.argv[2] ?? "sqlite:").split(":")[0]!, "bytes-a-record": value.length });

const folder = await mkdtemp(join(tmpdir(), "log-bench-"));
const log = await openEventLog(process.argv[2] ?? `sqlite:${join(folder, "log.db")}`);
await log.createTopics([{ name: topic, partitions: 8 }]);

const perSecond = (rate: number) => `${Math.round(rate).toLocaleString("en")} records/s`;
print("append, 1 record a call, 1 in flight", perSecond(await appendRate(log, 2000, 1, 1)));
print("append, 1 record a call, 64 in flight", perSecond(await appendRate(log, 20_000, 1, 64)));
print("append, 500 records a call, 1 in flight", perSecond(await appendRate(log, 200, 500, 1)));
print("append, 500 records a call, 4 in flight", perSecond(await appendRate(log, 200, 500, 4)));
print("consume with a commit for each batch", perSecond(await consumeRate(log)));
const { handled, acknowledged } = await latencies(log, 1000);
print("append to acknowledgement, p50 / p95", `${percentile(acknowledged, 0.5)} / ${percentile(acknowledged, 0.95)}`);
print("append to handler, p50 / p95", `${percentile(handled, 0.5)} / ${percentile(handled, 0.95)}`);

await log.close();
await rm(folder, { recursive: true });
