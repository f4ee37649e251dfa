export { startRecommender, type RecommenderOptions } from "./service.ts";
export { DEFAULT_WINDOW } from "./ledger/pair-weight.ts";
export { keyspaceOf } from "./signal-state/keyspace-of.ts";
