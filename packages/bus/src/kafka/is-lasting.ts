import kafkajs from "kafkajs";
import { rootCause } from "./root-cause.ts";

/** What brokers answer to a consumer that they will not serve, however often it asks. */
const refusals = new Set([
  "CLUSTER_AUTHORIZATION_FAILED",
  "GROUP_AUTHORIZATION_FAILED",
  "GROUP_MAX_SIZE_REACHED",
  "ILLEGAL_SASL_STATE",
  "INCONSISTENT_GROUP_PROTOCOL",
  "INVALID_GROUP_ID",
  "INVALID_SESSION_TIMEOUT",
  "INVALID_TOPIC_EXCEPTION",
  "SASL_AUTHENTICATION_FAILED",
  "TOPIC_AUTHORIZATION_FAILED",
  "UNSUPPORTED_COMPRESSION_TYPE",
  "UNSUPPORTED_SASL_MECHANISM",
  "UNSUPPORTED_VERSION",
]);

const unservable = new Set([
  "KafkaJSNotImplemented",
  "KafkaJSSASLAuthenticationError",
  "KafkaJSUnsupportedMagicByteInMessageSet",
]);

/**
 * Whether a consumer's fault will be there again when it begins anew, since the brokers refuse it or it cannot read what they
 * send. What kafkajs gives up for good does not tell: among it is what happens while a broker goes down, such as a coordinator
 * that is not found, a lock that comes late, or a call on a connection that is closed already.
 */
export function isLasting(error: Error): boolean {
  const cause = rootCause(error);
  if (cause instanceof kafkajs.KafkaJSProtocolError) return refusals.has(cause.type);
  return cause instanceof Error && unservable.has(cause.name);
}
