import { startRedis, type Redis } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { openJobs } from "@projectionist/jobs";
import { afterAll, beforeAll } from "vitest";
import { importJobContract } from "./import-job.contract.ts";

describeWithEngines("on Redis", () => {
  let redis: Redis;
  beforeAll(async () => {
    redis = await startRedis();
  }, 120_000);
  afterAll(() => redis?.remove());

  importJobContract({
    name: "BullMQ",
    open: (place, staleMs) => openJobs(redis.url, { prefix: place, ...(staleMs !== undefined && { staleMs }) }),
    persistent: true,
    takeAway: async (place, id) => void (await redis.cli(`del ${place}:${id.replace(".", ":")}:lock`)),
  });
});
