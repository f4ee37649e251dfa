import kafkajs from "kafkajs";
import type { Kafka, logCreator, RetryOptions, SASLOptions } from "kafkajs";
import { EngineOpenError } from "../engine-open-error.ts";
import type { KafkaOptions } from "./kafka-options.ts";

/**
 * The brokers of a URL `kafka://host:port[,host:port]`; port 9092 unless told.
 *
 * @throws {EngineOpenError}
 */
export function parseBrokers(url: string): string[] {
  const example = "write the URL as kafka://host:9092[,host:9092]";
  const authority = url.slice("kafka://".length);
  if (!url.startsWith("kafka://") || authority === "")
    throw new EngineOpenError(`no Kafka broker is named: ${example}`);
  if (authority.includes("@")) {
    throw new EngineOpenError(
      `the URL of Kafka must hold no user and password: set KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD, and ${example}`,
    );
  }
  return authority.split(",").map((place) => {
    const broker = URL.parse(`kafka://${place}`);
    if (broker === null || broker.hostname === "" || !["", "/"].includes(broker.pathname)) {
      throw new EngineOpenError(`"${place}" is no Kafka broker: ${example}`);
    }
    return `${broker.hostname}:${broker.port === "" ? 9092 : broker.port}`;
  });
}

/** A client whose requests are answered or given up in time. */
export function createClient(
  brokers: readonly string[],
  clientId: string,
  { ssl, sasl }: KafkaOptions,
  logCreator: logCreator,
  limits: Readonly<{ requestTimeout: number; retry: RetryOptions }>,
): Kafka {
  return new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3000,
    authenticationTimeout: 5000,
    logLevel: kafkajs.logLevel.WARN,
    logCreator,
    ...limits,
    ...(ssl === undefined ? {} : { ssl: typeof ssl === "boolean" ? ssl : { ...ssl } }),
    ...(sasl === undefined ? {} : { sasl: sasl as SASLOptions }),
  });
}
