export { EngineOpenError } from "./engine-open-error.ts";
export * from "./jobs.ts";
export { openJobs, type JobsOptions } from "./open.ts";
