import { EngineOpenError } from "@projectionist/bus";
import { Cluster, Redis } from "ioredis";
import { explainFailure } from "./explain-failure.ts";
import { parseRedisUrl } from "./parse-redis-url.ts";
import type { Client } from "./script.ts";

const CONNECT_TIMEOUT_MS = 2000;
const COMMAND_TIMEOUT_MS = 2000;
/** A server that is silent for so long is taken for dead: the connection is made anew. */
const SOCKET_TIMEOUT_MS = 3000;
const OPEN_TIMEOUT_MS = 10_000;
const LONGEST_RETRY_PAUSE_MS = 1000;

/**
 * A connection that is ready. Later it is made anew whenever it is lost; until then commands fail at once, and no
 * command takes longer than 2 s to fail. `onError` is told once each time that the connection is lost.
 *
 * @throws {EngineOpenError}
 */
export async function connect(url: string, onError: (error: Error) => void): Promise<Client> {
  const server = parseRedisUrl(url);
  const retry = { enabled: false };
  const pause = (attempt: number) =>
    retry.enabled ? Math.min(LONGEST_RETRY_PAUSE_MS, 25 * 2 ** Math.min(attempt, 10)) : null;
  const options = {
    ...server.credentials,
    ...(server.tls && { tls: {} }),
    protocol: 2,
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  } as const;
  const client = server.isCluster
    ? new Cluster([...server.hosts], {
        redisOptions: options,
        lazyConnect: true,
        enableOfflineQueue: false,
        clusterRetryStrategy: pause,
      })
    : new Redis({
        ...options,
        ...server.hosts[0]!,
        db: server.database,
        enableOfflineQueue: false,
        retryStrategy: pause,
      });

  let lastError: Error | undefined;
  let lost = false;
  const noteError = (error: Error) => {
    lastError = (error as { lastNodeError?: Error }).lastNodeError ?? error;
    if (retry.enabled && !lost) onError(lastError);
    lost = true;
  };
  client.on("error", noteError);
  client.on("ready", () => (lost = false));
  const deadline = setTimeout(() => {
    lastError ??= new Error(`it did not become ready in ${OPEN_TIMEOUT_MS / 1000} s`);
    client.disconnect();
  }, OPEN_TIMEOUT_MS);
  try {
    await client.connect();
    retry.enabled = true;
    return client;
  } catch (error) {
    client.disconnect();
    const reason = explainFailure(lastError ?? (error as Error), server.tls);
    throw new EngineOpenError(`${server.name}: ${reason}`, { cause: error });
  } finally {
    clearTimeout(deadline);
  }
}
