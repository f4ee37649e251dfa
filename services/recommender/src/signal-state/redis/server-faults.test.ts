import { expect, test } from "vitest";
import { serverFaults } from "./server-faults.ts";

const info = (fields: Readonly<Record<string, string | number>>) =>
  `# Server\r\n${Object.entries({
    used_memory: 1_000,
    maxmemory: 0,
    maxmemory_policy: "noeviction",
    aof_enabled: 1,
    aof_last_write_status: "ok",
    ...fields,
  })
    .map(([name, value]) => `${name}:${value}`)
    .join("\r\n")}\r\n`;
const told = (fields: Readonly<Record<string, string | number>>) =>
  serverFaults(info(fields), "Redis").map(({ severity, what }) => `${severity}: ${what}`);

test("a server that keeps what it is given has no fault", () => {
  expect(told({})).toEqual([]);
  expect(told({ maxmemory: 10_000 })).toEqual([]);
});

test.each([
  [{ maxmemory: 10_000, maxmemory_policy: "allkeys-lru" }, "error: Redis has maxmemory-policy allkeys-lru"],
  [{ maxmemory_policy: "volatile-lru" }, "warning: Redis has maxmemory-policy volatile-lru"],
  [{ aof_enabled: 0 }, "error: Redis has appendonly off"],
  [{ aof_last_write_status: "err" }, "error: Redis cannot write its append-only file"],
  [{ used_memory: 9_000, maxmemory: 10_000 }, "warning: Redis uses 90 % of its maxmemory"],
])("%j is told", (fields, line) => {
  expect(told(fields)).toEqual([expect.stringContaining(line)]);
});
