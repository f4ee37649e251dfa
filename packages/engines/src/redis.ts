import { GenericContainer, Wait } from "testcontainers";
import { makeCertificates } from "./certificates.ts";
import { freePorts } from "./free-ports.ts";
import { machineOf, type Machine } from "./machine.ts";
import type { SmallDisk } from "./small-disk.ts";
import { redisProcess, until, type RedisProcess } from "./redis-process.ts";

export type RedisOptions = Readonly<{
  /** Asked of the default user. */
  password?: string;
  /** Speaks TLS, and nothing else, at its port. */
  tls?: boolean;
  /** More arguments of `redis-server`, such as `--maxmemory 1mb`. */
  settings?: readonly string[];
  /** Where its data are. */
  disk?: SmallDisk;
}>;

/** `freeze` stops the whole machine; `run` works while Redis is stopped or killed. */
export type Redis = Machine &
  RedisProcess &
  Readonly<{
    /** With the password in it, if there is one; database 0. */
    url: string;
    /** The authority that signed its certificate, as PEM; empty without TLS. */
    ca: string;
  }>;

export type RedisCluster = Omit<Machine, "start" | "stop" | "kill"> &
  Readonly<{ url: string; nodes: readonly RedisProcess[] }>;

/** Starts one Redis with an append-only file. */
export async function startRedis({ password, tls = false, settings = [], disk }: RedisOptions = {}): Promise<Redis> {
  const [port = 0] = await freePorts(1);
  const { ca, cert, key } = tls ? await makeCertificates() : { ca: "", cert: "", key: "" };
  const machine = await startMachine([port], { "/tls/ca.pem": ca, "/tls/cert.pem": cert, "/tls/key.pem": key }, disk);
  const files = "--tls-ca-cert-file /tls/ca.pem --tls-cert-file /tls/cert.pem --tls-key-file /tls/key.pem";
  const door = tls ? `--port 0 --tls-port ${port} --tls-auth-clients no ${files}` : `--port ${port}`;
  const redis = redisProcess(machine.run, port, [door, ...settings], password);
  await orRemove(machine, () => redis.start());
  const login = password === undefined ? "" : `:${encodeURIComponent(password)}@`;
  return { ...machine, ...redis, url: `${tls ? "rediss" : "redis"}://${login}127.0.0.1:${port}/0`, ca };
}

/** Starts a cluster of so many masters, at least three, on one machine. */
export async function startRedisCluster(size = 3): Promise<RedisCluster> {
  const ports = await freePorts(2 * size);
  const [clients, buses] = [ports.slice(0, size), ports.slice(size)];
  const machine = await startMachine(clients);
  const nodes = clients.map((port, index) =>
    redisProcess(machine.run, port, [
      `--port ${port} --cluster-enabled yes --cluster-node-timeout 2000 --cluster-config-file nodes.conf`,
      `--cluster-announce-ip 127.0.0.1 --cluster-port ${buses[index]}`,
    ]),
  );
  const places = clients.map((port) => `127.0.0.1:${port}`);
  await orRemove(machine, async () => {
    for (const node of nodes) await node.start();
    await machine.run(`redis-cli --cluster create ${places.join(" ")} --cluster-yes`);
    for (const { port } of nodes) await machine.run(until(`redis-cli -p ${port} cluster info | grep -q state:ok`));
  });
  return { ...machine, url: `redis-cluster://${places.join(",")}`, nodes };
}

/** A machine without a server yet: its ports are the same inside and outside, as nodes of a cluster announce theirs. */
async function startMachine(
  ports: readonly number[],
  files: Readonly<Record<string, string>> = {},
  disk?: SmallDisk,
): Promise<Omit<Machine, "start" | "stop" | "kill">> {
  const container = await new GenericContainer("redis:7")
    .withEntrypoint(["sh", "-c", "echo started; exec sleep infinity"])
    .withWaitStrategy(Wait.forLogMessage("started"))
    .withExposedPorts(...ports.map((port) => ({ container: port, host: port })))
    .withBindMounts(disk ? [{ source: disk.volume, target: "/data" }] : [])
    .withCopyContentToContainer(Object.entries(files).map(([target, content]) => ({ target, content })))
    .start();
  const { freeze, thaw, run, remove } = await machineOf(container, async () => {});
  return { freeze, thaw, run, remove };
}

async function orRemove({ remove }: Pick<Machine, "remove">, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await remove();
    throw error;
  }
}
