export * from "./demo.ts";
export * from "./errors.ts";
export { UndecodableEventError, decodeEvent, encodeEvent } from "./events/codec.ts";
export * from "./events/events.ts";
export * from "./http/index.ts";
export * from "./ids.ts";
export * from "./position.ts";
export * from "./signals.ts";
export * from "./topics.ts";
