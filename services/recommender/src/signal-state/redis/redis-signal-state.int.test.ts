import { startRedis, startRedisCluster, type Redis, type RedisCluster } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { until } from "../../projector/testing/until.ts";
import { openSignalState } from "../open.ts";
import { shardIds, shardOf } from "../shard-of.ts";
import { signalStateContract } from "../signal-state.contract.ts";

describeWithEngines("Redis", () => {
  let redis: Redis;
  beforeAll(async () => {
    redis = await startRedis();
  }, 120_000);
  afterAll(() => redis?.remove());

  signalStateContract({
    name: "one server",
    open: () => openSignalState(redis.url),
    capabilities: { persistent: true },
  });

  it("takes batches of any size", async () => {
    const state = await openSignalState(redis.url);
    const batch = { keyspace: "large", source: { epoch: "e1", partition: 0 }, expectedPrevious: -1, batchEnd: 0 };
    const ids = Array.from({ length: 70_000 }, (_, n) => `m${n}`);
    const pairs = ids.map((next, n) => ({ kind: "pair", offset: 0, movieId: "alien", next, amount: n + 1 }) as const);
    await state.apply({ ...batch, shard: `f${shardOf("alien", state.shardCounts.films)}`, deltas: pairs });
    const top = (await state.neighbours("large", ["alien"], 70_000)).get("alien");
    expect(top).toEqual(pairs.map(({ next, amount }) => [next, amount]).reverse());

    const entries = ids.slice(0, 5000).map((movieId, n) => {
      const signal = { eventId: `e${n}`, offset: 0, movieId, type: "clicked", value: null } as const;
      return { ...signal, occurredAt: n, late: false, retractedAt: null };
    });
    const appends = entries.map((entry) => ({ kind: "append", offset: 0, userId: "u", entry }) as const);
    await state.apply({ ...batch, shard: `v${shardOf("u", state.shardCounts.viewers)}`, deltas: appends });
    expect((await state.ledgers("large", ["u"])).get("u")).toEqual(entries);
    await state.close();
  });
});

describeWithEngines("Redis Cluster", () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  }, 120_000);
  afterAll(() => cluster?.remove());

  signalStateContract({
    name: "a cluster of three",
    open: () => openSignalState(cluster.url),
    capabilities: { persistent: true },
  });

  it("is told from one server", async () => {
    await expect(openSignalState(`redis://127.0.0.1:${cluster.nodes[0]!.port}`)).rejects.toThrow("redis-cluster://");
  });

  it("fails while a node is gone, and goes on when it is back", async () => {
    const state = await openSignalState(`redis-cluster://127.0.0.1:${cluster.nodes[0]!.port}`);
    const source = { epoch: "e1", partition: 0 };
    const apply = (batchEnd: number) =>
      Promise.all(
        shardIds(state.shardCounts).map((shard) =>
          state.apply({ keyspace: "killed", source, shard, expectedPrevious: batchEnd - 1, batchEnd, deltas: [] }),
        ),
      );
    await apply(0);
    await cluster.nodes[1]!.kill();
    await expect(apply(1)).rejects.toThrow();
    await cluster.nodes[1]!.start();
    await until("all shards answer", () =>
      apply(1).then(
        () => true,
        () => false,
      ),
    );
    expect(new Set((await state.fences("killed", source)).values())).toEqual(new Set([1]));
    await state.close();
  });
});
