import type { KafkaOptions } from "./kafka-options.ts";

type Settings = Pick<KafkaOptions, "ssl" | "sasl">;
type Symptom = Readonly<{ reason: RegExp; tls?: boolean; sasl?: boolean; cure: string }>;

const SET_USER = "set KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD and KAFKA_SASL_MECHANISM";

/** The more telling come first. */
const symptoms: readonly Symptom[] = [
  { reason: /SASL mechanism$/i, cure: "set KAFKA_SASL_MECHANISM to one that the port offers" },
  {
    reason: /SASL|authentication/i,
    sasl: true,
    cure: "check KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD and KAFKA_SASL_MECHANISM",
  },
  { reason: /SASL|authentication/i, cure: `the brokers ask who you are: ${SET_USER}` },
  { reason: /altnames/i, cure: "write the hosts in LOG_URL as the brokers' certificates have them" },
  {
    reason: /certificate|self.signed|issuer/i,
    cure: "check KAFKA_SSL_CA, the authority that signed the brokers' certificates",
  },
  {
    reason: /PEM|asn1|key values mismatch/i,
    tls: true,
    cure: "check KAFKA_SSL_CERT and KAFKA_SSL_KEY, which must be PEM and belong together",
  },
  {
    reason: /wrong version|packet length|secure TLS connection|EPROTO|disconnected before/i,
    tls: true,
    cure: "the port does not speak TLS: unset KAFKA_SSL and KAFKA_SSL_CA, or use the TLS port in LOG_URL",
  },
  { reason: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/i, cure: "check that the brokers run and that LOG_URL names them" },
  {
    reason: /ETIMEDOUT|timed? ?out|not connected/i,
    cure: "the brokers do not answer: check that they run, that LOG_URL names them, and that connections are let through",
  },
  { reason: /./, tls: true, sasl: false, cure: `if the port asks for a user, ${SET_USER}` },
  { reason: /./, tls: true, cure: "check that LOG_URL, KAFKA_SSL_CA and KAFKA_SASL_MECHANISM are those of the port" },
  { reason: /./, sasl: false, cure: `if the port expects TLS, set KAFKA_SSL=true; if it asks for a user, ${SET_USER}` },
  { reason: /./, cure: "if the port expects TLS, set KAFKA_SSL=true" },
];

/** Puts a failure to connect into one line that names the setting to look at, and never a secret. */
export function describeOpenError(error: unknown, brokers: readonly string[], { ssl, sasl }: Settings): string {
  const reason = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ");
  const withTls = ssl !== undefined && ssl !== false;
  const fits = (symptom: Symptom) =>
    symptom.reason.test(reason) &&
    (symptom.tls ?? withTls) === withTls &&
    (symptom.sasl ?? sasl !== undefined) === (sasl !== undefined);
  const user = sasl === undefined ? "" : ` as ${sasl.username} by ${sasl.mechanism}`;
  return `cannot use Kafka at ${brokers.join(",")}${user} (${reason}): ${symptoms.find(fits)?.cure ?? "check LOG_URL"}`;
}
