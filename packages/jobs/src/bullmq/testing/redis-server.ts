import { createServer, type AddressInfo } from "node:net";
import { GenericContainer, Wait, getContainerRuntimeClient } from "testcontainers";

/**
 * Why suites that need Redis are skipped here; undefined where they can run.
 * @throws {Error} instead, where REQUIRE_ENGINES is set: a skip would pass for a success
 */
export async function reasonToSkip(): Promise<string | undefined> {
  try {
    await getContainerRuntimeClient();
    return undefined;
  } catch (error) {
    const reason = `no container engine: ${(error as Error).message}`;
    if (process.env["REQUIRE_ENGINES"]) {
      throw new Error(`REQUIRE_ENGINES is set, but there is ${reason}`, { cause: error });
    }
    return reason;
  }
}

export type RedisServer = Readonly<{
  url: string;
  cli: (...command: string[]) => Promise<string>;
  /** Kills it and starts it again with the same port and what was on disk. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
  freeze: () => Promise<void>;
  thaw: () => Promise<void>;
  remove: () => Promise<void>;
}>;

/** Starts a server in a container, every write on disk. Remove it when done: nothing else does. */
export async function startRedisServer(...options: string[]): Promise<RedisServer> {
  const port = await freePort();
  const container = await new GenericContainer("redis:7")
    .withCommand(["redis-server", "--appendonly", "yes", "--appendfsync", "always", ...options])
    .withExposedPorts({ container: 6379, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))
    .start();
  const engine = (await getContainerRuntimeClient()).container.getById(container.getId());
  return {
    url: `redis://127.0.0.1:${port}/0`,
    cli: async (...command) => (await container.exec(["redis-cli", ...command])).output.trim(),
    kill: () => engine.kill(),
    start: () => engine.start(),
    freeze: () => engine.pause(),
    thaw: () => engine.unpause(),
    remove: async () => void (await container.stop({ timeout: 0 })),
  };
}

/** A port that was free a moment ago: the server keeps it over a restart. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
