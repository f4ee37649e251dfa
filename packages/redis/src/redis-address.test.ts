import { describe, expect, it } from "vitest";
import { parseRedisUrl as parse } from "./redis-address.ts";

const parseRedisUrl = (url: string) => parse(url, { what: "the signal state", setting: "SIGNAL_STATE_URL" });

describe("a Redis URL", () => {
  it("names a server", () => {
    expect(parseRedisUrl("redis://cache")).toMatchObject({
      isCluster: false,
      tls: false,
      hosts: [{ host: "cache", port: 6379 }],
      credentials: {},
      database: 0,
    });
    expect(parseRedisUrl("rediss://me:p%40ss@[::1]:7000/2")).toMatchObject({
      tls: true,
      hosts: [{ host: "::1", port: 7000 }],
      credentials: { username: "me", password: "p@ss" },
      database: 2,
    });
    expect(parseRedisUrl("redis://:p:1@cache/").credentials).toEqual({ password: "p:1" });
  });

  it("names a cluster by some of its nodes", () => {
    expect(parseRedisUrl("redis-cluster://:x@a:1,b:2,c")).toMatchObject({
      isCluster: true,
      hosts: [
        { host: "a", port: 1 },
        { host: "b", port: 2 },
        { host: "c", port: 6379 },
      ],
    });
  });

  it.each([
    ["redis://a:secret@", "redis://user:password@host:6379/0"],
    ["redis://:secret@a:b", "no usable host and port"],
    ["redis://:secret@a:99999", "no usable host and port"],
    ["redis://:secret@a,b", "redis-cluster://"],
    ["redis-cluster://:secret@a/1", "only database 0"],
    ["redis://:secret%zz@a", "%-encoded"],
    ["redis://a:secret/b@c", "%-encoded"],
  ])("that is not usable is refused without telling the password: %s", (url, message) => {
    expect(() => parseRedisUrl(url)).toThrow(message);
    expect(() => parseRedisUrl(url)).toThrow(expect.not.stringContaining("secret"));
    expect(() => parseRedisUrl(url)).toThrow("SIGNAL_STATE_URL");
  });
});
