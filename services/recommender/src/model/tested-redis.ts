import { Redis } from "ioredis";
import { currentOf } from "../projector/testing/current-of.ts";
import { openSignalState } from "../signal-state/open.ts";
import type { TestedStore } from "./tested-store.ts";

export type TestedRedis = Readonly<{ openStore: () => Promise<TestedStore>; close: () => Promise<void> }>;

type Dump = readonly (readonly [key: Buffer, value: Buffer])[];

/** Redis with nothing else in it; what it loses is what came behind the last dump of all its keys. */
export async function openTestedRedis(url: string): Promise<TestedRedis> {
  const client = new Redis(url);

  async function openStore(): Promise<TestedStore> {
    await client.flushall();
    const state = await openSignalState(url, { shardCounts: { films: 2, viewers: 2 }, forgetIntervalMs: 3 });
    let saved: Dump = await dumpOf(client);
    return {
      state: currentOf(() => state),
      async save() {
        saved = await dumpOf(client);
      },
      async lose() {
        const restoring = client.multi().flushall();
        for (const [key, value] of saved) restoring.restore(key, 0, value);
        for (const [error] of (await restoring.exec()) ?? []) if (error) throw error;
      },
      close: () => state.close(),
    };
  }

  return { openStore, close: async () => client.disconnect() };
}

/** All keys at one moment. */
async function dumpOf(client: Redis): Promise<Dump> {
  const dump = await client.callBuffer("EVAL", dumpScript, 0);
  const [keys, values] = dump as [Buffer[], Buffer[]];
  return keys.map((key, index) => [key, values[index]!]);
}

const dumpScript = `
  local keys = redis.call('KEYS', '*')
  local values = {}
  for index, key in ipairs(keys) do values[index] = redis.call('DUMP', key) end
  return { keys, values }
`;
