import { startRedis, type Redis } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { until } from "../projector/testing/until.ts";
import { rebuild } from "./rebuild.ts";
import { createTask, startLiveProjection, topic } from "./testing/live-projection.ts";

describeWithEngines("a state that Redis has torn", () => {
  let redis: Redis;
  beforeAll(async () => {
    redis = await startRedis();
  }, 120_000);
  afterAll(() => redis?.remove());

  it("is replaced by a rebuild, which ends the alarm, and goes on exactly", async () => {
    const live = await startLiveProjection({ state: redis.url });
    const alarms = async () => {
      const { values } = await live.metrics.registry.getSingleMetric("projector_partition_stopped")!.get();
      return values.filter(({ value }) => value > 0).length;
    };
    try {
      await live.publish(500);
      await live.caughtUp();
      await redis.kill();
      await redis.run(`truncate -s -70 ${redis.folder}/appendonlydir/*.incr.aof`);
      await redis.start();
      await until("the lost batch is applied again", () =>
        live.caughtUp().then(
          () => true,
          () => false,
        ),
      );
      await redis.stop();
      await redis.start();
      await until("the alarm is raised", async () => (await alarms()) > 0);
      await live.publish(200);

      const { log, control } = live;
      const result = await rebuild({ log, topic, control, replace: true, task: createTask() });
      expect(result.outcome).toBe("swapped");
      const { held, expected } = await live.counted();
      expect(held).toEqual(expected);
      await until("the alarm is over", async () => (await alarms()) === 0);
    } finally {
      await live.stop();
    }
  }, 120_000);
});
