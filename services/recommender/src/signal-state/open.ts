import { EngineOpenError } from "@projectionist/bus";
import type { MemorySignalStateOptions } from "./memory/open-memory-signal-state.ts";
import type { RedisSignalStateOptions } from "./redis/open-redis-signal-state.ts";
import type { SignalState } from "./signal-state.ts";

export type SignalStateOptions = MemorySignalStateOptions & RedisSignalStateOptions;

type Opener = (url: string, options: SignalStateOptions) => Promise<SignalState>;

const redis: Opener = async (url, options) => {
  const { openRedisSignalState } = await import("./redis/open-redis-signal-state.ts");
  return openRedisSignalState(url, options);
};

const engines: Readonly<Record<string, Opener>> = {
  sqlite: async (url, options) => {
    const { openMemorySignalState } = await import("./memory/open-memory-signal-state.ts");
    return openMemorySignalState(url.slice("sqlite:".length), options);
  },
  redis,
  rediss: redis,
  "redis-cluster": redis,
  "rediss-cluster": redis,
};

/**
 * Opens the state that the URL's scheme names: `sqlite:<path of the file>`, kept in memory with snapshots in that file,
 * which is made with its folder when missing; `redis://host:port`, `redis-cluster://host:port,host:port`, or with
 * `rediss` for TLS, kept in Redis.
 *
 * @throws {EngineOpenError} for an unknown scheme, or when the engine cannot be opened.
 */
export async function openSignalState(url: string, options: SignalStateOptions = {}): Promise<SignalState> {
  const scheme = url.slice(0, Math.max(0, url.indexOf(":")));
  const open = Object.hasOwn(engines, scheme) ? engines[scheme] : undefined;
  if (open === undefined) {
    const known = Object.keys(engines).map((name) => `${name}:`);
    const shown = url.replace(/\/\/.*@/, "//…@");
    throw new EngineOpenError(`no signal state for the URL "${shown}": it must begin with ${known.join(" or ")}`);
  }
  return open(url, options);
}
