export * from "./event-log.ts";
export type { ClientLine } from "./client-line.ts";
export { EngineOpenError } from "./engine-open-error.ts";
export type { KafkaOptions } from "./kafka/kafka-options.ts";
export { partitionFor } from "./murmur2.ts";
export { openEventLog } from "./open.ts";
export type { EventLogOptions } from "./open.ts";
