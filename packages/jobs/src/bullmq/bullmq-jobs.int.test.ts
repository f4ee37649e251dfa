import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { startRedis, startRedisCluster, type Redis, type RedisCluster } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { jobsContract } from "../jobs.contract.ts";
import { JobsUnavailableError, type Jobs } from "../jobs.ts";
import { openJobs, type JobsOptions } from "../open.ts";

const WAIT = { timeout: 30_000, interval: 20 };

describeWithEngines("BullMQ on Redis", () => {
  let server: Redis;
  beforeAll(async () => {
    server = await startRedis();
  }, 120_000);
  afterAll(() => server?.remove());

  jobsContract({
    name: "BullMQ",
    open: (place) => openJobs(server.url, { prefix: place }),
    capabilities: { persistent: true, shared: true },
  });

  const opened: Jobs[] = [];
  afterEach(async () => void (await Promise.all(opened.splice(0).map((jobs) => jobs.close()))));
  async function open(options: JobsOptions = {}): Promise<Jobs> {
    const jobs = await openJobs(server.url, options);
    opened.push(jobs);
    return jobs;
  }
  const newPrefix = () => `t${randomBytes(8).toString("hex")}`;
  const stateOf = async (jobs: Jobs, id: string) => (await jobs.get(id))?.state;

  it("takes a job up again whose worker was killed in the middle", async () => {
    const prefix = newPrefix();
    const jobs = await open({ prefix, staleMs: 1_000 });
    const id = await jobs.enqueue("endless", { n: 1 }, { attempts: 1 });
    const worker = join(import.meta.dirname, "testing/endless-worker.fixture.ts");
    const child = spawn(process.execPath, [worker, server.url, prefix], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    expect(await stateOf(jobs, id)).toBe("running");
    child.kill("SIGKILL");
    await once(child, "exit");
    jobs.define("endless", async ({ n }, { attempt }) => ({ n, attempt }));
    await expect.poll(() => stateOf(jobs, id), WAIT).toBe("completed");
    expect(await jobs.get(id)).toMatchObject({ result: { n: 1, attempt: 2 }, attempts: 2 });
  });

  it("closes in time although a job runs on, which another then takes up", async () => {
    const prefix = newPrefix();
    const [jobs, other] = [await open({ prefix, staleMs: 1_000 }), await open({ prefix, staleMs: 1_000 })];
    const { promise, resolve } = Promise.withResolvers<void>();
    jobs.define("deaf", async () => promise);
    const id = await jobs.enqueue("deaf", {});
    await expect.poll(() => stateOf(jobs, id), WAIT).toBe("running");
    await jobs.close();
    other.define("deaf", async () => "by the other");
    await expect.poll(() => stateOf(other, id), WAIT).toBe("completed");
    resolve();
  });

  it("gives a job that is tried anew its de-duplication id back for as long as it takes", async () => {
    const prefix = newPrefix();
    const jobs = await open({ prefix });
    const id = await jobs.enqueue("idle", {}, { dedupeId: "same" });
    await jobs.cancel(id);
    await jobs.retry(id);
    expect((await server.cli(`pttl ${prefix}:idle:de:same`)).trim()).toBe("-1");
  });

  it("says what may lose jobs, once", async () => {
    const warnings: string[] = [];
    await server.cli("config set maxmemory-policy allkeys-lru");
    await open({ prefix: newPrefix(), onWarning: (message) => warnings.push(message) });
    await server.cli("config set maxmemory-policy noeviction");
    expect(warnings).toEqual([expect.stringMatching(/maxmemory-policy is allkeys-lru.*set it to noeviction/)]);
    await open({ prefix: newPrefix(), onWarning: (message) => warnings.push(message) });
    expect(warnings).toHaveLength(1);
  });

  it("keeps prefixes apart, and every key under its own", async () => {
    const [one, other] = [newPrefix(), newPrefix()];
    const id = await (await open({ prefix: one })).enqueue("count", {});
    const jobs = await open({ prefix: other });
    expect(await jobs.list("count")).toEqual([]);
    expect(await jobs.get(id)).toBeUndefined();
    expect(await server.cli(`--scan --pattern '${one}:*'`)).not.toBe("");
  });

  it("refuses in time while Redis is away, and goes on with everything when it is back", async () => {
    const jobs = await open({ prefix: newPrefix(), staleMs: 1_000 });
    const seen: unknown[] = [];
    jobs.define("count", async ({ n }) => void seen.push(n), { concurrency: 2 });
    const first = await jobs.enqueue("count", { n: 1 });
    await expect.poll(() => stateOf(jobs, first), WAIT).toBe("completed");
    await server.kill();
    await expect(jobs.enqueue("count", { n: 2 })).rejects.toBeInstanceOf(JobsUnavailableError);
    await expect(jobs.get(first)).rejects.toBeInstanceOf(JobsUnavailableError);
    await server.start();
    await expect
      .poll(() => jobs.enqueue("count", { n: 3 }, { dedupeId: "three" }).catch(() => undefined), WAIT)
      .toBeDefined();
    await expect.poll(() => seen, WAIT).toContain(3);
    expect(await stateOf(jobs, first)).toBe("completed");
  });

  it("refuses in time while Redis hangs", async () => {
    const jobs = await open({ prefix: newPrefix() });
    await server.freeze();
    try {
      await expect(jobs.enqueue("count", {})).rejects.toBeInstanceOf(JobsUnavailableError);
    } finally {
      await server.thaw();
    }
  });

  it("names the setting when the password is wrong, and tells no secret", async () => {
    const guarded = await startRedis({ password: "right" });
    try {
      for (const url of [guarded.url.replace(":right@", ""), guarded.url.replace("right", "wr0ng")]) {
        const error = (await openJobs(url).catch((thrown: unknown) => thrown)) as Error;
        expect(error.message).toMatch(/JOBS_URL.*refuses the user or password/);
        expect(error.message).not.toContain("wr0ng");
      }
      await (await openJobs(guarded.url)).close();
    } finally {
      await guarded.remove();
    }
  });
});

describeWithEngines("BullMQ on a Redis Cluster", () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  }, 120_000);
  afterAll(() => cluster?.remove());

  jobsContract({
    name: "BullMQ on a cluster",
    open: (place) => openJobs(cluster.url, { prefix: `{${place}}` }),
    capabilities: { persistent: true, shared: true },
  });

  it("refuses a prefix that would spread a job over several nodes", async () => {
    await expect(openJobs(cluster.url, { prefix: "films" })).rejects.toThrow("such as {films}");
  });
});
