import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePorts, startKafka, startMongo, startRedis, type Machine } from "@projectionist/engines";

export const serviceNames = ["auth", "catalog", "activity", "recommender", "gateway"] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The five services as processes of their own on Kafka, Redis and MongoDB in containers, as compose runs them. */
export type System = Readonly<{
  urls: Readonly<Record<ServiceName, string>>;
  /** Where each answers `/metrics`: the gateway at a port of its own. */
  metricsUrls: Readonly<Record<ServiceName, string>>;
  kafkaUrl: string;
  redisUrl: string;
  /** A service key with all scopes. */
  apiKey: string;
  stop(): Promise<void>;
}>;

const root = join(import.meta.dirname, "../../..");
const START_MS = 120_000;

/** Starts it all and waits until it is ready. With `profiles`, a folder, each service leaves its CPU profile there. */
export async function startSystem(profiles?: string): Promise<System> {
  const cleanUps: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  };
  try {
    const keep = <T extends Machine>(machine: T): T => {
      cleanUps.push(machine.remove);
      return machine;
    };
    const kafka = keep(await startKafka());
    const redis = keep(await startRedis());
    const mongo = keep(await startMongo());
    const ports = await freePorts(serviceNames.length + 1);
    const urls = Object.fromEntries(
      serviceNames.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`]),
    ) as Record<ServiceName, string>;
    const metricsUrls = { ...urls, gateway: `http://127.0.0.1:${ports.at(-1)}` };
    const apiKey = `pk_${"bench".repeat(8)}`;
    const redisAt = (database: number) => redis.url.replace(/\/0$/, `/${database}`);
    const shared = { LOG_LEVEL: "warn", LOG_URL: kafka.url, JWKS_URL: `${urls.auth}/.well-known/jwks.json` };
    const environments: Record<ServiceName, Record<string, string>> = {
      auth: { ...shared, DOCUMENTS_URL: mongo.url("auth"), BOOTSTRAP_KEY: apiKey, PROJECTIONIST_MODE: "demo" },
      catalog: {
        ...shared,
        DOCUMENTS_URL: mongo.url("catalog"),
        SEED_FOLDER: join(root, "data/catalog"),
        JOBS_URL: redisAt(2),
      },
      activity: { ...shared, DOCUMENTS_URL: mongo.url("activity") },
      recommender: { ...shared, SIGNAL_STATE_URL: redisAt(0) },
      gateway: {
        LOG_LEVEL: "warn",
        AUTH_URL: urls.auth,
        CATALOG_URL: urls.catalog,
        ACTIVITY_URL: urls.activity,
        RECOMMENDER_URL: urls.recommender,
        REDIS_URL: redisAt(1),
        RATE_LIMIT_VIEWERS_PER_MINUTE: "0",
        METRICS_PORT: String(ports.at(-1)),
      },
    };
    await createTopics(shared.LOG_URL);
    for (const [index, name] of serviceNames.entries()) {
      const environment = { ...process.env, ...environments[name], PORT: String(ports[index]) };
      const profiling = profiles === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${join(profiles, name)}`];
      const begin = () => startProcess([...profiling, join(root, "services", name, "src/main.ts")], environment);
      const service = await startService(begin, urls[name]);
      cleanUps.push(() => ended(service));
    }
    return { urls, metricsUrls, kafkaUrl: kafka.url, redisUrl: redisAt(9), apiKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createTopics(logUrl: string): Promise<void> {
  const main = join(root, "packages/service-kit/src/topics/main.ts");
  const [status] = (await once(startProcess([main], { ...process.env, LOG_URL: logUrl }), "exit")) as [number | null];
  if (status !== 0) throw new Error("the topics could not be created");
}

function startProcess(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
}

/** Begins a service until it is ready: engines that have just started may not answer it in time, and it ends. */
async function startService(begin: () => ChildProcess, url: string): Promise<ChildProcess> {
  let child = begin();
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await sleep(100)) {
    const reply = await fetch(`${url}/readyz`).catch(() => undefined);
    if (reply?.ok) return child;
    if (child.exitCode !== null) child = begin();
  }
  await ended(child);
  throw new Error(`${url} did not become ready`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
}
