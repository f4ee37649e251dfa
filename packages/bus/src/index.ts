export * from "./event-log.ts";
export { openEventLog } from "./open.ts";
