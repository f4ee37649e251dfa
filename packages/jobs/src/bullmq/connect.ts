import { Redis } from "ioredis";
import { EngineOpenError } from "../engine-open-error.ts";
import { explainFailure } from "./explain-failure.ts";

const OPEN_DEADLINE_MS = 10_000;
const CONNECT_TIMEOUT_MS = 2_000;
const LONGEST_PAUSE_MS = 1_000;

export type Connections = Readonly<{
  /** For calls that answer somebody: fails at once while Redis is away. */
  commands: Redis;
  /** For workers: waits until Redis is back. */
  work: Redis;
  /** The server, for messages: never the credentials. */
  place: string;
}>;

/**
 * Two connections that are ready and are made anew whenever they are lost.
 * @throws {EngineOpenError}
 */
export async function connect(url: string, onError: (error: Error) => void): Promise<Connections> {
  const { options, place, tls } = optionsOf(url);
  const commands = new Redis({ ...options, enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  let lastError: Error | undefined;
  commands.on("error", (error) => (lastError = error));
  const deadline = setTimeout(() => commands.disconnect(), OPEN_DEADLINE_MS);
  try {
    await commands.connect();
    await commands.ping();
  } catch (error) {
    commands.disconnect();
    const reason = explainFailure(lastError ?? (error as Error), tls);
    throw new EngineOpenError(`${place}: ${reason}`, { cause: error });
  } finally {
    clearTimeout(deadline);
  }
  const pause = (attempt: number) => Math.min(LONGEST_PAUSE_MS, 25 * 2 ** Math.min(attempt, 10));
  commands.options.retryStrategy = pause;
  commands.on("error", onError);
  const work = new Redis({ ...options, retryStrategy: pause, maxRetriesPerRequest: null });
  work.on("error", onError);
  await work.connect();
  return { commands, work, place };
}

function optionsOf(url: string) {
  const { protocol, hostname, port, username, password, pathname } = parse(url);
  const database = Number(pathname.slice(1));
  if (hostname === "" || !Number.isInteger(database)) throw malformed();
  const tls = protocol === "rediss:";
  return {
    tls,
    place: `the jobs at ${protocol}//${hostname}:${port || 6379} (JOBS_URL)`,
    options: {
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port || 6379),
      db: database,
      ...(username !== "" && { username: decodeURIComponent(username) }),
      ...(password !== "" && { password: decodeURIComponent(password) }),
      ...(tls && { tls: {} }),
      protocol: 2,
      lazyConnect: true,
      connectTimeout: CONNECT_TIMEOUT_MS,
      retryStrategy: (): number | null => null,
    } as const,
  };
}

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw malformed();
  }
}

function malformed(): EngineOpenError {
  return new EngineOpenError(
    "the URL of the jobs (JOBS_URL) must look like redis://user:password@host:6379/0, or rediss:// for TLS, " +
      "with special characters of the password %-encoded",
  );
}
