import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePorts, startKafka, startMongo, startRedis } from "@projectionist/engines";

export const serviceNames = ["auth", "catalog", "activity", "recommender", "gateway"] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The five services as processes of their own on Kafka, Redis and MongoDB in containers, as compose runs them. */
export type System = Readonly<{
  urls: Readonly<Record<ServiceName, string>>;
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
    const started = await Promise.allSettled([startKafka(), startRedis(), startMongo()]);
    for (const engine of started) {
      if (engine.status === "fulfilled") cleanUps.push(engine.value.remove);
      else throw engine.reason;
    }
    const [kafka, redis, mongo] = started.map((engine) => (engine as PromiseFulfilledResult<unknown>).value) as [
      Awaited<ReturnType<typeof startKafka>>,
      Awaited<ReturnType<typeof startRedis>>,
      Awaited<ReturnType<typeof startMongo>>,
    ];
    const ports = await freePorts(serviceNames.length);
    const urls = Object.fromEntries(
      serviceNames.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`]),
    ) as Record<ServiceName, string>;
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
      },
    };
    await createTopics(shared.LOG_URL);
    for (const [index, name] of serviceNames.entries()) {
      const profiling = profiles === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${join(profiles, name)}`];
      const child = spawn(process.execPath, [...profiling, join(root, "services", name, "src/main.ts")], {
        env: { ...process.env, ...environments[name], PORT: String(ports[index]) },
        stdio: ["ignore", "ignore", "inherit"],
      });
      cleanUps.push(() => ended(child));
      await ready(name, urls[name], child);
    }
    return { urls, kafkaUrl: kafka.url, redisUrl: redisAt(9), apiKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createTopics(logUrl: string): Promise<void> {
  const main = join(root, "packages/service-kit/src/topics/main.ts");
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, LOG_URL: logUrl },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [status] = (await once(child, "exit")) as [number | null];
  if (status !== 0) throw new Error("the topics could not be created");
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
}

async function ready(name: string, url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline && child.exitCode === null; await sleep(100)) {
    const reply = await fetch(`${url}/readyz`).catch(() => undefined);
    if (reply?.ok) return;
  }
  throw new Error(`${name} did not become ready`);
}
