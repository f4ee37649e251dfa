import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { GenericContainer, Wait, getContainerRuntimeClient } from "testcontainers";
import type { StartedTestContainer } from "testcontainers";

const IMAGE = "redis:7";
/** A cluster's nodes talk to each other on their port and this. */
const BUS_OFFSET = 10_000;

/** Why tests that need Redis cannot run here; undefined when they can, or must (REQUIRE_ENGINES). */
export async function reasonToSkip(): Promise<string | undefined> {
  if (process.env["REQUIRE_ENGINES"]) return undefined;
  try {
    await getContainerRuntimeClient();
    return undefined;
  } catch {
    return "skipped: there is no Docker; set REQUIRE_ENGINES=1 to make that a failure";
  }
}

/** A container in which tests start, kill and damage Redis servers. A server's files are in /data/<port>. */
export class RedisMachine {
  readonly ports: readonly number[];
  readonly #container: StartedTestContainer;

  private constructor(container: StartedTestContainer, ports: readonly number[]) {
    this.#container = container;
    this.ports = ports;
  }

  /** With so many ports that are the same inside and outside. */
  static async start(portCount: number): Promise<RedisMachine> {
    const ports = await Promise.all(Array.from({ length: portCount }, freePort));
    const container = await new GenericContainer(IMAGE)
      .withEntrypoint(["sh", "-c", "echo started; exec sleep infinity"])
      .withWaitStrategy(Wait.forLogMessage("started"))
      .withExposedPorts(...ports.map((port) => ({ container: port, host: port })))
      .start();
    return new RedisMachine(container, ports);
  }

  /** Starts a server on a port, with the files of the one that was there before, and waits until it answers. */
  async startServer(port: number, ...options: string[]): Promise<void> {
    const folder = `/data/${port}`;
    const files = `--dir ${folder} --pidfile ${folder}/pid --logfile ${folder}/log --save '' --appendonly yes`;
    await this.shell(
      `mkdir -p ${folder} && redis-server --port ${port} --daemonize yes --protected-mode no ${files} ${options.join(" ")} && ` +
        `for i in $(seq 200); do redis-cli -p ${port} ping 2>&1 | grep -qE 'PONG|NOAUTH' && exit 0; sleep 0.05; done; cat ${folder}/log; exit 1`,
    );
  }

  clusterOptions(port: number): string[] {
    return [
      "--cluster-enabled yes --cluster-node-timeout 2000 --cluster-config-file nodes.conf",
      `--cluster-announce-ip 127.0.0.1 --cluster-port ${port + BUS_OFFSET}`,
    ];
  }

  async startCluster(): Promise<void> {
    for (const port of this.ports) await this.startServer(port, ...this.clusterOptions(port));
    const nodes = this.ports.map((port) => `127.0.0.1:${port}`).join(" ");
    await this.shell(`redis-cli --cluster create ${nodes} --cluster-yes`);
    for (const port of this.ports) {
      await this.shell(
        `for i in $(seq 200); do redis-cli -p ${port} cluster info | grep -q state:ok && exit 0; sleep 0.05; done; exit 1`,
      );
    }
  }

  /** Sends a signal such as KILL; after a KILL, waits until the process is gone. */
  async signal(port: number, name: "KILL" | "STOP" | "CONT"): Promise<void> {
    const pid = `$(cat /data/${port}/pid)`;
    const gone = `pid=${pid}; for i in $(seq 200); do kill -0 $pid 2>/dev/null || exit 0; grep -q 'State:.Z' /proc/$pid/status && exit 0; sleep 0.05; done; exit 1`;
    await this.shell(`kill -${name} ${pid}${name === "KILL" ? ` && ${gone}` : ""}`);
  }

  /** Cuts bytes off the end of a stopped server's append-only file. */
  async cutTail(port: number, bytes: number): Promise<void> {
    await this.shell(`truncate -s -${bytes} /data/${port}/appendonlydir/*.incr.aof`);
  }

  /** What has to be done before each start, lest a transaction torn at the end come back later. */
  async repairTail(port: number): Promise<void> {
    await this.shell(`yes | redis-check-aof --fix /data/${port}/appendonlydir/appendonly.aof.manifest`);
  }

  cli(port: number, command: string): Promise<string> {
    return this.shell(`redis-cli -p ${port} ${command}`);
  }

  async shell(command: string): Promise<string> {
    const { exitCode, output } = await this.#container.exec(["sh", "-c", command]);
    if (exitCode !== 0) throw new Error(`${command}: exit status ${exitCode}: ${output}`);
    return output;
  }

  async stop(): Promise<void> {
    await this.#container.stop({ timeout: 0 });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  // The port of a cluster's bus must exist too.
  return port + BUS_OFFSET > 65_535 ? port - BUS_OFFSET : port;
}
