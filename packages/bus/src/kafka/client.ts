import kafkajs from "kafkajs";
import type { Kafka, RetryOptions, SASLOptions } from "kafkajs";
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

/** A client whose requests are answered or given up in time; kafkajs's own log is silenced, as its faults are thrown. */
export function createClient(
  brokers: readonly string[],
  clientId: string,
  { ssl, sasl }: KafkaOptions,
  limits: Readonly<{ requestTimeout: number; retry: RetryOptions }>,
): Kafka {
  return new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3000,
    authenticationTimeout: 5000,
    logCreator: () => () => {},
    ...limits,
    ...(ssl === undefined ? {} : { ssl: typeof ssl === "boolean" ? ssl : { ...ssl } }),
    ...(sasl === undefined ? {} : { sasl: sasl as SASLOptions }),
  });
}

/** Puts a failure to connect into one line that names the setting to look at, and never a secret. */
export function describeOpenError(error: unknown, brokers: readonly string[], { ssl, sasl }: KafkaOptions): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `cannot use Kafka at ${brokers.join(",")}: ${reason}; ${cureOf(reason, ssl, sasl)}`;
}

function cureOf(reason: string, ssl: KafkaOptions["ssl"], sasl: KafkaOptions["sasl"]): string {
  const withTls = ssl !== undefined && ssl !== false;
  if (/SASL|authentication/i.test(reason)) {
    return sasl === undefined
      ? "the brokers ask who you are: set KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD"
      : `user "${sasl.username}" was refused: check KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD and KAFKA_SASL_MECHANISM (${sasl.mechanism})`;
  }
  if (/certificate|self.signed|altname|issuer/i.test(reason)) {
    return "check KAFKA_SSL_CA, the authority that signed the brokers' certificates, and the host names";
  }
  if (withTls && /wrong version|packet length|secure TLS connection|EPROTO|disconnected before/i.test(reason)) {
    return "the port does not speak TLS: unset KAFKA_SSL or use the TLS port";
  }
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|Connection timeout/i.test(reason)) {
    return "check that the brokers run and that LOG_URL names them";
  }
  const tls = withTls ? "check KAFKA_SSL and KAFKA_SSL_CA" : "if the port expects TLS, set KAFKA_SSL=true";
  return sasl === undefined ? `${tls}; if it asks for a user, set KAFKA_SASL_MECHANISM, too` : tls;
}
