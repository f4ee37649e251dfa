import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const REFRESH_MS = 1_000;

/** The running instances of a service, by their origins. */
export interface Replicas {
  /** All that a call may be sent to, the one whose turn it is first. Never empty. */
  inTurn: () => readonly string[];
  stop: () => void;
}

export type ReplicasOptions = Readonly<{
  /** The service's base URL. */
  url: string;
  /** Whether the instance at an origin is ready for calls. */
  isReady: (origin: string) => Promise<boolean>;
  /** The origins of all instances; else the addresses of the URL's host. */
  resolve?: (url: URL) => Promise<readonly string[]>;
}>;

/**
 * Follows the instances behind a service's host name, so that calls spread over all of them, kept-alive connections or
 * not. The name is asked each second. Of several instances only the ready ones are answered, unless none is: one
 * that starts or drains gets no calls. While the name cannot be resolved the last answer stays.
 */
export function createReplicas({ url, isReady, resolve = originsOf }: ReplicasOptions): Replicas {
  const base = new URL(url);
  let origins: readonly string[] = [base.origin];
  let turn = 0;

  async function refresh(): Promise<void> {
    try {
      const all = await resolve(base);
      if (all.length > 0) origins = await readyOf(all);
    } catch {
      // Whoever calls meets the same fault and tells of it.
    }
  }

  async function readyOf(all: readonly string[]): Promise<readonly string[]> {
    if (all.length === 1) return all;
    const ready = await Promise.all(all.map(isReady));
    const some = all.filter((_, index) => ready[index]);
    return some.length > 0 ? some : all;
  }

  const stopped = new AbortController();
  void (async () => {
    for (; !stopped.signal.aborted; await sleep(REFRESH_MS, undefined, { ref: false })) await refresh();
  })();

  return {
    inTurn() {
      const first = turn++ % origins.length;
      return [...origins.slice(first), ...origins.slice(0, first)];
    },
    stop: () => stopped.abort(),
  };
}

/** A name has an origin for each of its addresses; over TLS it is one, for the certificate is the name's. */
async function originsOf({ protocol, hostname, port, origin }: URL): Promise<readonly string[]> {
  if (protocol !== "http:" || isIP(hostname) || hostname.startsWith("[")) return [origin];
  const addresses = await lookup(hostname, { all: true });
  const hosts = addresses.map(({ address, family }) => (family === 6 ? `[${address}]` : address));
  return [...new Set(hosts)].map((host) => `http://${host}${port && `:${port}`}`);
}
