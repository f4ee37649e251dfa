export { openSignalState, type SignalStateOptions } from "./open.ts";
export { shardIds } from "./shard-of.ts";
export type * from "./signal-state.ts";
