import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:tls";
import { startRedis, type Redis } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openSignalState } from "../open.ts";
import type { SignalStateOptions } from "../open.ts";

describeWithEngines("opening the signal state on Redis", () => {
  let redis: Redis;
  beforeAll(async () => {
    redis = await startRedis();
    await redis.cli("acl setuser recommender on '>s3cret%@:' '~*' '+@all'");
  }, 120_000);
  beforeEach(() => redis.cli("flushall"));
  afterAll(() => redis?.remove());

  const failure = async (url: string, options?: SignalStateOptions) => {
    const opened = await openSignalState(url, options).catch((error: Error) => error);
    if (!(opened instanceof Error)) {
      await opened.close();
      throw new Error("it could be opened");
    }
    expect(opened).toMatchObject({ name: "EngineOpenError" });
    return opened.message;
  };

  it("logs in with a %-encoded password, to the database of the URL", async () => {
    const state = await openSignalState(`redis://recommender:s3cret%25%40%3A@127.0.0.1:${redis.port}/3`);
    await state.settings("live", { window: 5 });
    await state.close();
    expect(await redis.cli("-n 3 exists p:live:settings")).toContain("1");
  });

  it("tells of a refused password, naming the setting and not the password", async () => {
    const message = await failure(`redis://recommender:wr0ng@127.0.0.1:${redis.port}`);
    expect(message).toBe(
      `the signal state at redis://127.0.0.1:${redis.port} (SIGNAL_STATE_URL): it refuses the user or password in the URL`,
    );
    expect(await failure(`redis-cluster://recommender:wr0ng@127.0.0.1:${redis.port}`)).not.toContain("wr0ng");
  });

  it("tells of a missing password", async () => {
    await redis.cli("config set requirepass needed");
    try {
      expect(await failure(`redis://127.0.0.1:${redis.port}`)).toContain("it refuses the user or password");
    } finally {
      await redis.cli("--no-auth-warning -a needed config set requirepass ''");
    }
  });

  it("tells when nothing listens, and when the host is not known", async () => {
    expect(await failure("redis://127.0.0.1:1")).toContain("nothing listens there");
    expect(await failure("redis-cluster://127.0.0.1:1,127.0.0.1:2")).toContain("nothing listens there");
    expect(await failure("redis://host.invalid")).toContain("the host is not known");
  });

  it("tells when a port without TLS is spoken to in TLS", async () => {
    expect(await failure(`rediss://127.0.0.1:${redis.port}`)).toContain("it does not answer in TLS");
  });

  it("tells when a port with TLS is not spoken to in TLS", async () => {
    const server = createServer({}).listen(0, "127.0.0.1");
    server.on("tlsClientError", () => {});
    await once(server, "listening");
    const message = await failure(`redis://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.close();
    expect(message).toContain("a port for TLS needs rediss://");
  });

  it("tells when one server is taken for a cluster", async () => {
    expect(await failure(`redis-cluster://127.0.0.1:${redis.port}`)).toContain("it is no cluster");
  });

  it("refuses other shard counts than the state was made with, and takes over its own", async () => {
    const shardCounts = { films: 2, viewers: 3 };
    await (await openSignalState(`redis://127.0.0.1:${redis.port}`, { shardCounts })).close();
    expect(await failure(`redis://127.0.0.1:${redis.port}`, { shardCounts: { films: 2, viewers: 4 } })).toContain(
      "has 2 shards of films and 3 of viewers, not 2 and 4: configure these, or empty it",
    );
    const state = await openSignalState(`redis://127.0.0.1:${redis.port}`);
    expect(state.shardCounts).toEqual(shardCounts);
    await state.close();
  });

  it("tells of settings that endanger what is held", async () => {
    const state = await openSignalState(`redis://127.0.0.1:${redis.port}`);
    await redis.cli("config set appendonly yes");
    expect(await state.faults?.()).toEqual([]);
    await redis.cli("config set appendonly no maxmemory-policy allkeys-lru");
    try {
      expect(await state.faults?.()).toMatchObject([
        { severity: "warning", what: expect.stringContaining(`127.0.0.1:${redis.port} has maxmemory-policy`) },
        { severity: "error", what: expect.stringContaining("appendonly off") },
      ]);
    } finally {
      await redis.cli("config set appendonly yes maxmemory-policy noeviction");
      await state.close();
    }
  });

  it("refuses a server that drops keys when its memory is full", async () => {
    await redis.cli("config set maxmemory 100mb maxmemory-policy allkeys-lru");
    try {
      expect(await failure(`redis://127.0.0.1:${redis.port}`)).toContain("set its maxmemory-policy to noeviction");
    } finally {
      await redis.cli("config set maxmemory 0 maxmemory-policy noeviction");
    }
  });
});
