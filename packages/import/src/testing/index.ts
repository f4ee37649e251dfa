export * from "./data-sets.ts";
export * from "./recording-gateway.ts";
