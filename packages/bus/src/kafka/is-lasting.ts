import kafkajs from "kafkajs";

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
 * Whether a consumer's fault will be there again when it begins anew. kafkajs' own `retriable` does not tell: it gives up
 * for good where a coordinator cannot be found or a lock comes late, as happens while a broker goes down. A fault that is
 * not Kafka's is one of the code, and lasts.
 */
export function isLasting(error: Error): boolean {
  const cause = rootOf(error);
  if (cause instanceof kafkajs.KafkaJSProtocolError) return refusals.has(cause.type);
  return !(cause instanceof kafkajs.KafkaJSError || isOfNetwork(cause)) || unservable.has(cause.name);
}

function rootOf(error: Error): Error {
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}

function isOfNetwork(error: Error): boolean {
  return "syscall" in error;
}
