export { ApiError, type ApiProblem } from "./api-error.ts";
export { createClient, dataOf, type ClientOptions, type ProjectionistClient } from "./client.ts";
export type { components, operations, paths } from "./schema.gen.ts";
