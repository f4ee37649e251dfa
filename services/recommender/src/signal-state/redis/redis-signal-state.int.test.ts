import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../../projector/testing/until.ts";
import { openSignalState } from "../open.ts";
import { shardIds, shardOf } from "../shard-of.ts";
import { signalStateContract } from "../signal-state.contract.ts";
import { RedisMachine, reasonToSkip } from "./testing/redis-machine.ts";

const reason = await reasonToSkip();

describe.skipIf(reason !== undefined)(`Redis ${reason ?? ""}`, () => {
  let machine: RedisMachine;
  beforeAll(async () => {
    machine = await RedisMachine.start(1);
    await machine.startServer(machine.ports[0]!);
  }, 120_000);
  afterAll(() => machine?.stop());

  signalStateContract({
    name: "one server",
    open: () => openSignalState(`redis://127.0.0.1:${machine.ports[0]}`),
    capabilities: { persistent: true },
  });

  it("takes batches of any size", async () => {
    const state = await openSignalState(`redis://127.0.0.1:${machine.ports[0]}`);
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

describe.skipIf(reason !== undefined)(`Redis Cluster ${reason ?? ""}`, () => {
  let machine: RedisMachine;
  beforeAll(async () => {
    machine = await RedisMachine.start(3);
    await machine.startCluster();
  }, 120_000);
  afterAll(() => machine?.stop());

  signalStateContract({
    name: "a cluster of three",
    open: () => openSignalState(`redis-cluster://${machine.ports.map((port) => `127.0.0.1:${port}`).join(",")}`),
    capabilities: { persistent: true },
  });

  it("is told from one server", async () => {
    await expect(openSignalState(`redis://127.0.0.1:${machine.ports[0]}`)).rejects.toThrow("redis-cluster://");
  });

  it("fails while a node is gone, and goes on when it is back", async () => {
    const state = await openSignalState(`redis-cluster://127.0.0.1:${machine.ports[0]}`);
    const source = { epoch: "e1", partition: 0 };
    const apply = (batchEnd: number) =>
      Promise.all(
        shardIds(state.shardCounts).map((shard) =>
          state.apply({ keyspace: "killed", source, shard, expectedPrevious: batchEnd - 1, batchEnd, deltas: [] }),
        ),
      );
    await apply(0);
    await machine.signal(machine.ports[1]!, "KILL");
    await expect(apply(1)).rejects.toThrow();
    await machine.startServer(machine.ports[1]!, ...machine.clusterOptions(machine.ports[1]!));
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
