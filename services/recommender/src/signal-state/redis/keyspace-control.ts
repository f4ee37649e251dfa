import type { RedisClient } from "@projectionist/redis";
import type { Control, ControlFields } from "../signal-state.ts";
import { controlKey, settingsKey, shardsPattern } from "./keys.ts";
import { eachKey } from "./scan-shard.ts";
import { Script } from "./script.ts";

const setControlScript = new Script("set-control");

export async function readControl(client: RedisClient, epoch: string): Promise<Control | undefined> {
  const record = await client.get(controlKey(epoch));
  return record === null ? undefined : (JSON.parse(record) as Control);
}

/** Whether the record had the expected version, and now is the next. */
export async function replaceControl(
  client: RedisClient,
  epoch: string,
  expectedVersion: number,
  next: ControlFields,
): Promise<boolean> {
  const record = JSON.stringify({ ...next, version: expectedVersion + 1 });
  return (await setControlScript.run(client, controlKey(epoch), [expectedVersion, record])) === 1;
}

export async function dropKeyspace(
  client: RedisClient,
  keyspace: string,
  onProgress: (gone: number) => void,
): Promise<void> {
  let gone = 0;
  await eachKey(client, shardsPattern(keyspace), async (keys, node) => {
    const deletion = node.pipeline();
    for (const key of keys) deletion.unlink(key);
    for (const [error] of (await deletion.exec()) ?? []) if (error) throw error;
    onProgress((gone += keys.length));
  });
  await client.unlink(settingsKey(keyspace));
}
