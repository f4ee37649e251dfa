export { DemoAccountError } from "./bootstrap/demo-accounts.ts";
export type { BootstrapKey, BootstrapUser } from "./bootstrap/seed.ts";
export { startAuth, type StartAuthOptions } from "./service.ts";
