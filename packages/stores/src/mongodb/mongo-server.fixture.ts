import { createServer, type AddressInfo } from "node:net";
import { GenericContainer, getContainerRuntimeClient, Wait } from "testcontainers";

/**
 * Why suites that need MongoDB are skipped here; undefined where they can run.
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

export type MongoServer = Readonly<{
  port: number;
  urlOf: (database: string) => string;
  /** Ends it in order (SIGTERM); it keeps its documents and its port. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** Connections stay open and nothing is answered. */
  freeze: () => Promise<void>;
  thaw: () => Promise<void>;
  remove: () => Promise<void>;
}>;

/** Starts a server in a container. Remove it when done: nothing else does. */
export async function startMongoServer(): Promise<MongoServer> {
  const port = await freePort();
  const container = await new GenericContainer("mongo:7")
    .withExposedPorts({ container: 27_017, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/))
    .withStartupTimeout(90_000)
    .start();
  const engine = (await getContainerRuntimeClient()).container.getById(container.getId());
  return {
    port,
    urlOf: (database) => `mongodb://127.0.0.1:${port}/${database}`,
    stop: () => engine.stop({ t: 60 }),
    start: () => engine.start(),
    freeze: () => engine.pause(),
    thaw: () => engine.unpause(),
    remove: async () => void (await container.stop()),
  };
}

/** A port that was free a moment ago: the server keeps it over a stop. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
