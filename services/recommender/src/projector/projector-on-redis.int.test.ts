import { startRedis, type Redis } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { publish } from "@projectionist/service-kit";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openSignalState } from "../signal-state/open.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { until } from "./testing/until.ts";
import { keyspace, randomEvents, useProjection } from "./testing/use-projection.ts";

const PATIENCE_MS = 60_000;

const answers = (state: SignalState) =>
  until("Redis answers", () =>
    state.fences(keyspace, { epoch: "any", partition: 0 }).then(
      () => true,
      () => false,
    ),
  );

describeWithEngines("the projector on Redis", () => {
  const t = useProjection();
  let redis: Redis;
  let state: SignalState;
  beforeAll(async () => {
    redis = await startRedis();
  }, 120_000);
  beforeEach(async () => {
    await redis.cli("flushall");
    state = await openSignalState(redis.url);
    return async () => {
      await t.stop();
      await state.close();
    };
  });
  afterAll(() => redis?.remove());

  const refusals: readonly (readonly [name: string, cause: () => Promise<unknown>, cure: () => Promise<unknown>])[] = [
    ["has no memory left (OOM)", () => redis.cli("config set maxmemory 1"), () => redis.cli("config set maxmemory 0")],
    [
      "cannot save (MISCONF)",
      async () => {
        await redis.run(`mkdir ${redis.folder}/dump.rdb`);
        await redis.cli("config set save '3600 1'");
        await redis.cli("bgsave");
        await redis.run(
          `for i in $(seq 200); do redis-cli -p ${redis.port} info persistence | grep -q bgsave_status:err && exit 0; sleep 0.05; done; exit 1`,
        );
      },
      async () => {
        await redis.cli("config set save ''");
        await redis.run(`rmdir ${redis.folder}/dump.rdb`);
      },
    ],
    ["has become a replica (READONLY)", () => redis.cli("replicaof 127.0.0.1 1"), () => redis.cli("replicaof no one")],
    ["is gone", () => redis.kill(), () => redis.start()],
  ];

  it.each(refusals)(
    "waits in place while the server %s, and skips nothing",
    async (_name, cause, cure) => {
      await publish(t.log, randomEvents(1));
      await t.start(state);
      await t.expectExact(state);
      await cause();
      await publish(t.log, randomEvents(2, 600, 1));
      await until("some attempts failed", async () => (await t.metric("projector_failures_total")) > 1);
      await cure();
      await answers(state);
      await t.expectExact(state);
      expect(await t.metric("projector_rewinds_total")).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    "goes on at once when the server has forgotten the scripts",
    async () => {
      await publish(t.log, randomEvents(1));
      await t.start(state);
      await t.expectExact(state);
      await redis.cli("script flush sync");
      await publish(t.log, randomEvents(2, 200, 1));
      await t.expectExact(state);
      expect(await t.metric("projector_failures_total")).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    "makes everything anew when the server is emptied while nothing is going on",
    async () => {
      await publish(t.log, randomEvents(1));
      await t.start(state);
      await t.expectExact(state);
      await redis.cli("flushall");
      await t.expectExact(state);
      expect(await t.metric("projector_gaps_total")).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  it(
    "makes up for what a server that was set back has lost",
    async () => {
      const files = `${redis.folder}/appendonlydir`;
      await publish(t.log, randomEvents(1));
      await t.start(state);
      await t.expectExact(state);
      await redis.kill();
      await redis.run(`cp -r ${files} ${redis.folder}/before`);
      await redis.start();
      await answers(state);
      await publish(t.log, randomEvents(2, 300, 1));
      await t.expectExact(state);
      await redis.kill();
      await redis.run(`rm -r ${files} && mv ${redis.folder}/before ${files}`);
      await redis.start();
      await answers(state);
      await t.expectExact(state);
      expect(await t.metric("projector_gaps_total")).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});

describeWithEngines("what was erased", () => {
  const t = useProjection();
  let redis: Redis;
  beforeAll(async () => {
    redis = await startRedis();
  }, 120_000);
  afterAll(() => redis?.remove());

  it(
    "is dropped after a restart too, when nothing else is going on",
    async () => {
      const [first] = randomEvents(1);
      const { userId } = first!;
      const never = 3_600_000;
      const before = await openSignalState(redis.url, { forgetIntervalMs: never });
      await publish(t.log, [first!, { type: "ViewerErased", eventId: "erased", userId, occurredAt: 0 }]);
      await t.start(before);
      await t.expectExact(before);
      await t.stop();
      await before.close();
      const records = async () =>
        Number(await redis.cli(`--scan --pattern '*:ledger:${userId}' | xargs redis-cli -p ${redis.port} llen`));
      expect(await records()).toBe(3);
      const after = await openSignalState(redis.url, { forgetIntervalMs: 20 });
      await t.start(after);
      // What stays is the mark that the viewer was erased.
      await until("the facts are dropped", async () => (await records()) === 1);
      await t.stop();
      await after.close();
    },
    PATIENCE_MS,
  );
});

describeWithEngines("the projector on a Redis that tears a batch", () => {
  const t = useProjection();
  let redis: Redis;
  let state: SignalState;
  beforeEach(async () => {
    redis = await startRedis();
    state = await openSignalState(redis.url);
    await publish(t.log, randomEvents(1));
    await t.start(state);
    await t.expectExact(state);
    return async () => {
      await t.stop();
      await state.close();
      await redis.remove();
    };
  }, 120_000);

  /** Cuts the last batch of a shard in its midst: behind its first write and before its last. */
  const cutInside = () => redis.run(`truncate -s -70 ${redis.folder}/appendonlydir/*.incr.aof`);
  const mend = () => redis.run(`yes | redis-check-aof --fix ${redis.folder}/appendonlydir/appendonly.aof.manifest`);
  const raised = async () => (await t.metric("projector_partition_stopped")) > 0;

  it(
    "is exact again, and after two more restarts, where the file is mended before each start",
    async () => {
      await redis.kill();
      await cutInside();
      await mend();
      await redis.start();
      await answers(state);
      await t.expectExact(state);
      expect(await t.metric("projector_gaps_total")).toBeGreaterThan(0);
      for (const seed of [2, 3]) {
        await redis.stop();
        await mend();
        await redis.start();
        await answers(state);
        await publish(t.log, randomEvents(seed, 200, seed));
        await t.expectExact(state);
      }
      expect(await raised()).toBe(false);
    },
    PATIENCE_MS,
  );

  it(
    "raises the alarm, before anything else is applied, where it is not mended and the batch comes back",
    async () => {
      await redis.kill();
      await cutInside();
      await redis.start();
      await answers(state);
      await t.expectExact(state);
      expect(await raised()).toBe(false);
      await redis.stop();
      await redis.start();
      await until("the alarm is raised", raised);
    },
    PATIENCE_MS,
  );
});

describeWithEngines("the projector on a cluster of Redis", () => {
  const t = useProjection();
  let redis: Redis;
  beforeAll(async () => {
    redis = await startRedis({
      settings: ["--cluster-enabled yes --cluster-announce-ip 127.0.0.1 --cluster-port 7001"],
    });
    await redis.cli("cluster addslotsrange 0 16383");
    await redis.run(
      `for i in $(seq 200); do redis-cli -p ${redis.port} cluster info | grep -q state:ok && exit 0; sleep 0.05; done; exit 1`,
    );
  }, 120_000);
  afterAll(() => redis?.remove());

  it(
    "waits in place while slots are without a server (CLUSTERDOWN)",
    async () => {
      const state = await openSignalState(`redis-cluster://127.0.0.1:${redis.port}`);
      await publish(t.log, randomEvents(1));
      await t.start(state);
      await t.expectExact(state);
      await redis.cli("cluster delslotsrange 0 16383");
      await publish(t.log, randomEvents(2, 300, 1));
      await until("an attempt failed", async () => (await t.metric("projector_failures_total")) > 0);
      await redis.cli("cluster addslotsrange 0 16383");
      await answers(state);
      await t.expectExact(state);
      expect(await t.metric("projector_rewinds_total")).toBe(0);
      await t.stop();
      await state.close();
    },
    PATIENCE_MS,
  );
});
