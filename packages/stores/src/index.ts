export * from "./documents.ts";
export { openDocuments, type DocumentsOptions } from "./open.ts";
export { startOutboxRelay, type OutboxRelay } from "./outbox-relay.ts";
export { EngineOpenError } from "./engine-open-error.ts";
