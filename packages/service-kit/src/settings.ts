import { openEventLog, type EventLog, type KafkaOptions } from "@projectionist/bus";
import { topicDefinitions } from "@projectionist/contracts";
import { openJobs, type Jobs } from "@projectionist/jobs";
import { openDocuments, type Documents } from "@projectionist/stores";
import { Type, type Static } from "typebox";
import type { ServiceContext } from "./run-service.ts";

/** The settings of every service; each has a port of its own. */
export const serverSettings = (port: number) => ({
  HOST: Type.String({ default: "127.0.0.1" }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: port }),
  LOG_LEVEL: Type.String({ default: "info" }),
});

/** Where access tokens are verified by. */
export const tokenSettings = {
  JWKS_URL: Type.String({
    format: "uri",
    default: "http://127.0.0.1:8081/.well-known/jwks.json",
    description: "auth's public keys",
  }),
};

const optionalText = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

/** The settings that reach the event log. */
export const logSettings = {
  LOG_URL: Type.String({
    minLength: 1,
    description: "where the event log is, such as sqlite:data/log.db or kafka://localhost:9094",
  }),
  STREAM_EPOCH: Type.Optional(
    Type.String({
      pattern: "^[A-Za-z0-9-]{1,32}$",
      description: "names the contents of the Kafka cluster: change it when they went back, as from a backup",
    }),
  ),
  KAFKA_REPLICATION_FACTOR: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
  KAFKA_SSL: Type.Boolean({ default: false }),
  KAFKA_SSL_CA: optionalText("the authority that signed the brokers' certificates, as PEM; or KAFKA_SSL_CA_FILE"),
  KAFKA_SSL_CERT: optionalText("the client's certificate, as PEM; or KAFKA_SSL_CERT_FILE"),
  KAFKA_SSL_KEY: optionalText("the key of the client's certificate, as PEM; or KAFKA_SSL_KEY_FILE"),
  KAFKA_SASL_MECHANISM: Type.Unsafe<"scram-sha-512" | "plain">({
    type: "string",
    enum: ["scram-sha-512", "plain"],
    default: "scram-sha-512",
  }),
  KAFKA_SASL_USERNAME: optionalText("turns SASL on"),
  KAFKA_SASL_PASSWORD: optionalText("of KAFKA_SASL_USERNAME; or KAFKA_SASL_PASSWORD_FILE"),
};
const LogSettings = Type.Object(logSettings);

/** The settings that reach the documents of a service. */
export const documentsSettings = (service: string) => ({
  DOCUMENTS_URL: Type.String({
    minLength: 1,
    description: `where documents are kept, such as sqlite:data/${service}.db or mongodb://localhost:27017/${service}`,
  }),
  DOCUMENTS_CA: optionalText("the authority that signed MongoDB's certificate, as PEM; or DOCUMENTS_CA_FILE"),
});
const DocumentsSettings = Type.Object(documentsSettings("documents"));

/** What every setting that names a Redis shares. */
export const redisSettings = {
  REDIS_CA: optionalText("the authority that signed Redis's certificate, as PEM; or REDIS_CA_FILE"),
};

/** The settings that reach background jobs. */
export const jobsSettings = {
  JOBS_URL: Type.String({
    minLength: 1,
    default: "memory:",
    description:
      "where background jobs are kept, such as redis://localhost:6379/0 or redis-cluster://localhost:7000,localhost:7001; memory: is lost at the stop",
  }),
  ...redisSettings,
};
const JobsSettings = Type.Object(jobsSettings);

/** Opens the background jobs; the lifecycle closes them. */
export async function openBackgroundJobs(
  { JOBS_URL: url, REDIS_CA: ca }: Static<typeof JobsSettings>,
  { logger, lifecycle }: ServiceContext,
): Promise<Jobs> {
  const jobs = await openJobs(url, { ca, onWarning: (message) => logger.warn(message) });
  lifecycle.onStop("jobs", () => jobs.close());
  return jobs;
}

/** Opens the documents; the lifecycle closes them. */
export async function openStore(
  { DOCUMENTS_URL: url, DOCUMENTS_CA: ca }: Static<typeof DocumentsSettings>,
  { lifecycle }: ServiceContext,
): Promise<Documents> {
  const documents = await openDocuments(url, { ca });
  lifecycle.onStop("documents", () => documents.close());
  return documents;
}

/**
 * Opens the log and creates the topics of the table that are missing; the lifecycle closes it. A consumer that ended for
 * good ends the process, so that whoever runs it starts a new one.
 */
export async function openLog(
  service: string,
  config: Static<typeof LogSettings>,
  { logger, lifecycle }: ServiceContext,
): Promise<EventLog> {
  const log = await openEventLog(config.LOG_URL, {
    clientId: service,
    kafka: kafkaOptions(config),
    onLine: ({ level, message, fields }) => logger[level](fields, message),
    onFatal: (err) => {
      logger.fatal({ err }, "a consumer ended for good");
      void lifecycle.stop().finally(() => process.exit(1));
    },
  });
  lifecycle.onStop("log", () => log.close());
  for (const topic of await log.createTopics(topicDefinitions)) logger.info({ topic }, "topic created");
  return log;
}

function kafkaOptions(config: Static<typeof LogSettings>): KafkaOptions {
  const { KAFKA_SSL_CA: ca, KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key, KAFKA_SASL_USERNAME: username } = config;
  const files = { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
  const ssl = Object.keys(files).length > 0 ? files : config.KAFKA_SSL;
  return {
    ssl,
    ...(username
      ? { sasl: { mechanism: config.KAFKA_SASL_MECHANISM, username, password: config.KAFKA_SASL_PASSWORD ?? "" } }
      : {}),
    ...(config.STREAM_EPOCH ? { streamEpoch: config.STREAM_EPOCH } : {}),
    ...(config.KAFKA_REPLICATION_FACTOR ? { replicationFactor: config.KAFKA_REPLICATION_FACTOR } : {}),
  };
}
