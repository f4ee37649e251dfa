import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createClient, dataOf, type ProjectionistClient } from "@projectionist/client";
import {
  freePorts,
  startKafka,
  startMongo,
  startRedis,
  type Kafka,
  type Mongo,
  type Redis,
  type SmallDisk,
} from "@projectionist/engines";
import { serviceProcess, type ServiceProcess } from "./service-process.ts";

const root = join(import.meta.dirname, "../../..");
const names = ["auth", "catalog", "activity", "recommender", "gateway"] as const;
export type ServiceName = (typeof names)[number];

/** Kafka, Redis and MongoDB in containers, and the five services as processes on them. */
export type DistributedSystem = Readonly<{
  url: string;
  /** A service key with all scopes. */
  apiKey: string;
  admin: ProjectionistClient;
  kafka: Kafka;
  redis: Redis;
  mongo: Mongo;
  services: Readonly<Record<ServiceName, ServiceProcess>>;
  /** Another instance of a service that shares its group, not started. */
  another(name: "activity" | "recommender"): Promise<ServiceProcess>;
  /** The ids of films that signals may name. */
  movieIds: readonly string[];
  stop(): Promise<void>;
}>;

/** Where engines keep their data, unless in their containers. */
export type Disks = Readonly<{ kafka?: SmallDisk; redis?: SmallDisk }>;

/** Starts everything from nothing; resolves when all services are ready. */
export async function startDistributedSystem(disks: Disks = {}): Promise<DistributedSystem> {
  const engines = await Promise.all([
    startKafka({}, disks.kafka),
    startRedis(disks.redis ? { disk: disks.redis } : {}),
    startMongo(),
  ]);
  const [kafka, redis, mongo] = engines;
  const started: ServiceProcess[] = [];
  const stop = async () => {
    await Promise.all(started.map((service) => service.stop("SIGKILL")));
    await Promise.all(engines.map((engine) => engine.remove()));
  };
  try {
    const [auth = 0, catalog = 0, activity = 0, recommender = 0, gateway = 0] = await freePorts(names.length);
    const ports = { auth, catalog, activity, recommender, gateway };
    const apiKey = `pk_${randomBytes(32).toString("hex")}`;
    const environment = environmentOf({ kafka, redis, mongo, apiKey, ports });
    const create = (name: ServiceName, port: number) => {
      const service = serviceProcess(name, port, environment[name]);
      started.push(service);
      return service;
    };
    const services = Object.fromEntries(names.map((name) => [name, create(name, ports[name])])) as Record<
      ServiceName,
      ServiceProcess
    >;
    await services.auth.start();
    await services.catalog.start();
    await Promise.all([services.activity.start(), services.recommender.start()]);
    await services.gateway.start();
    const { url } = services.gateway;
    const admin = createClient({ baseUrl: url, apiKey });
    const films = await dataOf(admin.GET("/v1/movies", { params: { query: { limit: 100 } } }));
    const another = async (name: "activity" | "recommender") => create(name, (await freePorts(1))[0] ?? 0);
    return {
      url,
      apiKey,
      admin,
      kafka,
      redis,
      mongo,
      services,
      another,
      movieIds: films.items.map(({ id }) => id),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Wiring = Readonly<{
  kafka: Kafka;
  redis: Redis;
  mongo: Mongo;
  apiKey: string;
  ports: Readonly<Record<ServiceName, number>>;
}>;

function environmentOf({ kafka, redis, mongo, apiKey, ports }: Wiring): Record<ServiceName, Record<string, string>> {
  const at = (name: ServiceName) => `http://127.0.0.1:${ports[name]}`;
  const shared = { LOG_URL: kafka.url, JWKS_URL: `${at("auth")}/.well-known/jwks.json` };
  return {
    auth: {
      ...shared,
      DOCUMENTS_URL: mongo.url("auth"),
      PROJECTIONIST_MODE: "demo",
      ADMIN_PASSWORD: randomBytes(12).toString("hex"),
      BOOTSTRAP_KEY: apiKey,
    },
    catalog: { ...shared, DOCUMENTS_URL: mongo.url("catalog"), SEED_FOLDER: join(root, "data/catalog") },
    activity: { ...shared, DOCUMENTS_URL: mongo.url("activity") },
    recommender: { ...shared, SIGNAL_STATE_URL: redis.url },
    gateway: {
      AUTH_URL: at("auth"),
      CATALOG_URL: at("catalog"),
      ACTIVITY_URL: at("activity"),
      RECOMMENDER_URL: at("recommender"),
      REDIS_URL: new URL("/1", redis.url).href,
      METRICS_PORT: "0",
      RATE_LIMIT_VIEWERS_PER_MINUTE: "1000000",
    },
  };
}
