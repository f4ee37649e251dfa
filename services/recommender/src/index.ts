export { startRecommender, type RecommenderOptions } from "./service.ts";
export { DEFAULT_WINDOW } from "./ledger/pair-weight.ts";
export { keyspaceOf } from "./signal-state/keyspace-of.ts";
export { isInUse as isSignalStateInUse } from "./signal-state/memory/is-in-use.ts";
