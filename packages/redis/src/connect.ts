import { EngineOpenError } from "@projectionist/contracts";
import { Cluster, Redis } from "ioredis";
import { explainFailure } from "./explain-failure.ts";
import type { RedisAddress } from "./redis-address.ts";

export type RedisClient = Redis | Cluster;

export type ConnectOptions = Readonly<{
  /** The authority that signed the servers' certificates, as PEM; those of Node unless told. */
  ca?: string | undefined;
  /** Told once each time that the connection is lost. */
  onError: (error: Error) => void;
  /** Commands wait for a connection that is being made anew, however long; otherwise they fail at once. */
  patient?: boolean;
  /** A command fails that is not answered for so long, once the connection was opened. */
  commandTimeoutMs?: number;
  /** A connection that is silent for so long is taken for dead and made anew. */
  socketTimeoutMs?: number;
}>;

const CONNECT_TIMEOUT_MS = 2_000;
const OPEN_TIMEOUT_MS = 10_000;
const LONGEST_RETRY_PAUSE_MS = 1_000;

/**
 * A connection that is ready. Later it is made anew whenever it is lost.
 *
 * @throws {EngineOpenError} within about 10 s; the one line for the operator
 */
export async function connectRedis(address: RedisAddress, options: ConnectOptions): Promise<RedisClient> {
  if (address.isCluster) await reachSome(address, options);
  const opened = { yet: false };
  const pause = (attempt: number) =>
    opened.yet ? Math.min(LONGEST_RETRY_PAUSE_MS, 25 * 2 ** Math.min(attempt, 10)) : null;
  const { isCluster, hosts, database: db } = address;
  const each = eachNode(address, options);
  const { enableOfflineQueue, lazyConnect } = each;
  const client = isCluster
    ? new Cluster([...hosts], { enableOfflineQueue, lazyConnect, clusterRetryStrategy: pause, redisOptions: each })
    : new Redis({ ...each, ...hosts[0]!, db, retryStrategy: pause });
  await becomeReady(client, address);
  opened.yet = true;
  if (options.commandTimeoutMs !== undefined) limitCommands(client, options.commandTimeoutMs);

  let lost = false;
  client.on("error", (error: Error) => {
    if (!lost) options.onError(error);
    lost = true;
  });
  client.on("ready", () => (lost = false));
  return client;
}

function eachNode({ credentials, tls }: RedisAddress, { ca, patient = false, socketTimeoutMs }: ConnectOptions) {
  return {
    ...credentials,
    ...(tls && { tls: ca === undefined ? {} : { ca } }),
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...(socketTimeoutMs !== undefined && { socketTimeout: socketTimeoutMs }),
    protocol: 2,
    lazyConnect: true,
    enableOfflineQueue: patient,
    autoResendUnfulfilledCommands: patient,
    maxRetriesPerRequest: patient ? null : 0,
  } as const;
}

/** Only now, as a slow start is no fault: what the client asks before it is ready counts as commands, too. */
function limitCommands(client: RedisClient, commandTimeout: number): void {
  const limit = (node: Redis) => void (node.options.commandTimeout = commandTimeout);
  if (client instanceof Redis) return limit(client);
  client.nodes().forEach(limit);
  client.on("+node", limit);
}

/** Connects to a node by itself first, as a client of a cluster does not tell why it cannot reach its nodes. */
async function reachSome(address: RedisAddress, options: ConnectOptions): Promise<void> {
  const failures: unknown[] = [];
  for (const host of address.hosts) {
    const node = new Redis({ ...eachNode(address, options), ...host, retryStrategy: null });
    try {
      await becomeReady(node, address);
      node.disconnect();
      return;
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

async function becomeReady(client: RedisClient, { name, tls }: RedisAddress): Promise<void> {
  const failures: Error[] = [];
  const note = (error: Error) => failures.push((error as { lastNodeError?: Error }).lastNodeError ?? error);
  client.on("error", note);
  const deadline = setTimeout(() => {
    note(new Error(`it did not become ready in ${OPEN_TIMEOUT_MS / 1_000} s`));
    client.disconnect();
  }, OPEN_TIMEOUT_MS);
  try {
    await client.connect();
    client.off("error", note);
  } catch (error) {
    client.disconnect();
    throw new EngineOpenError(`${name}: ${explainFailure([...failures, error as Error], tls)}`, { cause: error });
  } finally {
    clearTimeout(deadline);
  }
}
