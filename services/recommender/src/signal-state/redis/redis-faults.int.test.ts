import { startRedis, type Redis } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { LedgerCache } from "../../projector/ledger-cache.ts";
import { PartitionProjector, fenceRange } from "../../projector/partition-projector.ts";
import type { LoggedSignal } from "../../projector/project-events.ts";
import { linesOf, recount } from "../../projector/testing/naive-recount.ts";
import { randomPartition, seeded } from "../../projector/testing/random-log.ts";
import { until } from "../../projector/testing/until.ts";
import { openSignalState } from "../open.ts";
import type { SignalState, StateDelta, ViewerDelta } from "../signal-state.ts";

const keyspace = "live";
const window = 5;
const source = { epoch: "e1", partition: 0 };
const shardCounts = { films: 1, viewers: 1 };

describeWithEngines("the signal state on Redis under faults", () => {
  let redis: Redis;
  let state: SignalState;
  beforeAll(async () => {
    redis = await startRedis();
  }, 120_000);
  beforeEach(async () => {
    await redis.cli("flushall");
    state = await openSignalState(redis.url, { shardCounts, forgetIntervalMs: 20 });
    return () => state.close();
  });
  afterAll(() => redis?.remove());

  const films = (previous: number, deltas: readonly StateDelta[]) =>
    state.apply({ keyspace, source, shard: "f0", expectedPrevious: previous, batchEnd: deltas.at(-1)!.offset, deltas });
  const pairs = (offset: number, count = 10): StateDelta[] =>
    Array.from({ length: count }, (_, n) => ({ kind: "pair", offset, movieId: "alien", next: `m${n}`, amount: 1 }));
  const amounts = async () => (await state.neighbours(keyspace, ["alien"], 50)).get("alien")?.map(([, n]) => n) ?? [];
  /** Cuts bytes off the end of a killed server's append-only file. */
  const cutTail = (bytes: number) => redis.run(`truncate -s -${bytes} ${redis.folder}/appendonlydir/*.incr.aof`);
  const answers = () =>
    until("Redis answers", () =>
      state.fences(keyspace, source).then(
        () => true,
        () => false,
      ),
    );

  it("goes on when the server forgets its scripts", async () => {
    expect(await films(-1, pairs(0))).toBe("applied");
    await redis.cli("script flush sync");
    expect(await films(0, pairs(1))).toBe("applied");
    await redis.cli("script flush sync");
    expect(await amounts()).toEqual(Array.from({ length: 10 }, () => 2));
  });

  it("fails while the server is gone, and is as it was when it is back", async () => {
    await films(-1, pairs(0));
    await redis.kill();
    await expect(films(0, pairs(1))).rejects.toThrow();
    await expect(state.ledgers(keyspace, ["u"])).rejects.toThrow();
    await redis.start();
    await answers();
    expect(await films(0, pairs(1))).toBe("applied");
    expect(await amounts()).toEqual(Array.from({ length: 10 }, () => 2));
  });

  it("fails while the server hangs, and applies nothing twice afterwards", async () => {
    await films(-1, pairs(0));
    await redis.freeze();
    await expect(films(0, pairs(1))).rejects.toThrow();
    await redis.thaw();
    await answers();
    expect(await films(0, pairs(1))).toBe("applied");
    expect(await amounts()).toEqual(Array.from({ length: 10 }, () => 2));
  });

  it("answers a gap when the server lost its tail; read again, the log gives what a recount of it gives", async () => {
    const random = seeded(11);
    const partitions = [0, 1].map((partition) => randomPartition(random, partition, 300));
    let losses = 0;
    let gaps = 0;
    const start = async (partition: number) => {
      const of = { epoch: "e1", partition };
      const { lowest } = fenceRange(await state.fences(keyspace, of));
      return new PartitionProjector({ state, keyspace, source: of, window, cache: new LedgerCache(), applied: lowest });
    };
    const projectors = [await start(0), await start(1)];
    async function project(partition: number, size: number): Promise<void> {
      const { applied } = projectors[partition]!;
      const events: LoggedSignal[] = partitions[partition]!.slice(applied + 1, applied + 1 + size);
      if (events.length === 0) return;
      if ((await projectors[partition]!.project(events, events.at(-1)!.offset)) === "applied") return;
      gaps++;
      projectors[partition] = await start(partition);
    }
    for (let round = 0; round < 5; round++) {
      for (let step = 0; step < 8; step++) await project(step % 2, 1 + random(12));
      const before = await state.fences(keyspace, source);
      await redis.kill();
      await cutTail(1 + random(3000));
      await redis.run(`yes | redis-check-aof --fix ${redis.folder}/appendonlydir/appendonly.aof.manifest`);
      await redis.start();
      await answers();
      if (fenceRange(await state.fences(keyspace, source)).lowest < fenceRange(before).highest) losses++;
    }
    for (const [partition, log] of partitions.entries()) {
      projectors[partition] = await start(partition);
      while (projectors[partition].applied < log.length - 1) await project(partition, 20);
    }
    expect(await linesOf(state.scan(keyspace))).toEqual(recount(partitions.flat(), window));
    expect(losses).toBeGreaterThan(2);
    expect(gaps).toBeGreaterThan(2);
  }, 60_000);

  it("refuses to go on when a batch torn at the end of the file came back", async () => {
    await films(-1, pairs(0));
    await redis.kill();
    await cutTail(70);
    await redis.start();
    await answers();
    expect(await films(-1, pairs(0))).toBe("applied");
    expect(await amounts()).toEqual(Array.from({ length: 10 }, () => 1));
    await redis.kill();
    await redis.start();
    await answers();
    expect(await amounts(), "the server counted twice").toContain(2);
    await expect(films(0, pairs(1))).rejects.toThrow("redis-check-aof --fix");
  });

  it("applies nothing of a batch that the server has no memory for", async () => {
    await films(-1, pairs(0));
    await redis.cli("config set maxmemory 1mb");
    await expect(films(0, pairs(1, 2000))).rejects.toThrow("OOM");
    expect(await amounts()).toEqual(Array.from({ length: 10 }, () => 1));
    expect((await state.fences(keyspace, source)).get("f0")).toBe(0);
    await redis.cli("config set maxmemory 0");
    expect(await films(0, pairs(1, 10))).toBe("applied");
    expect(await amounts()).toEqual(Array.from({ length: 10 }, () => 2));
  });

  it("applies overlapping batches of two writers once", async () => {
    const log = Array.from({ length: 60 }, (_, offset) => pairs(offset, 3));
    const other = await openSignalState(redis.url);
    const write = async (writer: SignalState, size: number) => {
      for (let at = 0; at < log.length; at += size) {
        const deltas = log.slice(at, at + size).flat();
        const batchEnd = Math.min(at + size, log.length) - 1;
        await writer.apply({ keyspace, source, shard: "f0", expectedPrevious: at - 1, batchEnd, deltas });
      }
    };
    await Promise.all([write(state, 7), write(other, 4)]);
    await other.close();
    expect(await amounts()).toEqual([60, 60, 60]);
  });

  it("drops erased entries once all shards have passed the erasure, and not before", async () => {
    const entry = { eventId: "e0", offset: 0, movieId: "alien", type: "liked", value: null, occurredAt: 1 } as const;
    const deltas: ViewerDelta[] = [
      { kind: "append", offset: 0, userId: "u", entry: { ...entry, late: false, retractedAt: null } },
      { kind: "erase", offset: 1, userId: "u" },
    ];
    const length = async () => Number(await redis.cli("llen '{p:live:v0}:ledger:u'"));
    await state.apply({ keyspace, source, shard: "v0", expectedPrevious: -1, batchEnd: 1, deltas });
    await films(-1, pairs(0));
    const swept = async () => {
      const calls = async () => Number(/calls=(\d+)/.exec(await redis.cli("info commandstats | grep hkeys"))?.[1]);
      const from = (await calls()) || 0;
      await until("the state is swept", async () => (await calls()) >= from + 3);
    };
    await swept();
    expect(await length()).toBe(2);
    expect((await state.ledgers(keyspace, ["u"], { ...source, offset: 1 })).get("u")).toHaveLength(1);
    await films(0, pairs(1));
    await until("the entries are dropped", async () => (await length()) === 0);
    expect(await redis.cli("exists '{p:live:v0}:erased'")).toContain("0");
  });
});
