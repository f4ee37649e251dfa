/** `npm run e2e -- --target <url> [--api-key <key>]`: the end-to-end suite against a running system. */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { target: { type: "string", default: "http://localhost:8080" }, "api-key": { type: "string" } },
});
const key = values["api-key"] ?? process.env["PROJECTIONIST_API_KEY"] ?? process.env["BOOTSTRAP_KEY"];
if (!key) {
  console.error(
    "Give --api-key, or set PROJECTIONIST_API_KEY to a service key with all scopes (npm run setup makes one in .env).",
  );
  process.exit(2);
}
const env = { ...process.env, E2E_TARGET: values.target, E2E_API_KEY: key };
const args = ["run", "--config", "infra/setup/vitest.e2e.config.ts"];
const { status } = spawnSync("vitest", args, { stdio: "inherit", env, shell: process.platform === "win32" });
process.exit(status ?? 1);
