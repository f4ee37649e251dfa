export * from "./activity.ts";
export * from "./auth.ts";
export * from "./catalog.ts";
export * from "./common.ts";
export * from "./operation.ts";
export * from "./ops.ts";
export * from "./recommender.ts";
