export { openSignalState, type SignalStateOptions } from "./open.ts";
export { shardIds, shardOf } from "./shard-of.ts";
export type * from "./signal-state.ts";
