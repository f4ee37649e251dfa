import { EngineOpenError } from "@projectionist/bus";
import { Cluster, Redis } from "ioredis";
import { explainFailure } from "./explain-failure.ts";
import { parseRedisUrl } from "./parse-redis-url.ts";
import type { RedisServer } from "./parse-redis-url.ts";
import type { Client } from "./script.ts";

const COMMAND_TIMEOUT_MS = 2000;
/** A server that is silent for so long is taken for dead: the connection is made anew. */
const SOCKET_TIMEOUT_MS = 3000;
const OPEN_TIMEOUT_MS = 10_000;
const LONGEST_RETRY_PAUSE_MS = 1000;

/**
 * A connection that is ready. Later it is made anew whenever it is lost; until then commands fail at once, and no
 * command takes longer than about 2 s to fail. `onError` is told once each time that the connection is lost.
 *
 * @throws {EngineOpenError}
 */
export async function connect(url: string, onError: (error: Error) => void): Promise<Client> {
  const server = parseRedisUrl(url);
  if (server.isCluster) await reachSome(server);
  const opened = { yet: false };
  const pause = (attempt: number) =>
    opened.yet ? Math.min(LONGEST_RETRY_PAUSE_MS, 25 * 2 ** Math.min(attempt, 10)) : null;
  const options = { enableOfflineQueue: false, lazyConnect: true };
  const client = server.isCluster
    ? new Cluster([...server.hosts], { ...options, clusterRetryStrategy: pause, redisOptions: optionsOf(server) })
    : new Redis({ ...optionsOf(server), ...server.hosts[0]!, ...options, db: server.database, retryStrategy: pause });
  await becomeReady(client, server);
  opened.yet = true;

  let lost = false;
  client.on("error", (error: Error) => {
    if (!lost) onError(error);
    lost = true;
  });
  client.on("ready", () => (lost = false));
  return client;
}

function optionsOf({ credentials, tls }: RedisServer) {
  return {
    ...credentials,
    ...(tls && { tls: {} }),
    protocol: 2,
    lazyConnect: true,
    connectTimeout: COMMAND_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  } as const;
}

/** Connects to a node by itself first, as a client of a cluster does not tell why it cannot reach its nodes. */
async function reachSome(server: RedisServer): Promise<void> {
  const failures: unknown[] = [];
  for (const host of server.hosts) {
    const node = new Redis({ ...optionsOf(server), ...host, retryStrategy: null });
    try {
      await becomeReady(node, server);
      node.disconnect();
      return;
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

async function becomeReady(client: Client, server: RedisServer): Promise<void> {
  const failures: Error[] = [];
  const note = (error: Error) => failures.push((error as { lastNodeError?: Error }).lastNodeError ?? error);
  client.on("error", note);
  const deadline = setTimeout(() => {
    note(new Error(`it did not become ready in ${OPEN_TIMEOUT_MS / 1000} s`));
    client.disconnect();
  }, OPEN_TIMEOUT_MS);
  try {
    await client.connect();
    client.off("error", note);
  } catch (error) {
    client.disconnect();
    const reason = explainFailure([...failures, error as Error], server.tls);
    throw new EngineOpenError(`${server.name}: ${reason}`, { cause: error });
  } finally {
    clearTimeout(deadline);
  }
}
