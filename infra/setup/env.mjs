// `npm run setup`: writes the secrets that docker compose needs into .env, or the file that `-- --file <path>` names,
// once; what is there stays.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const standard = join(dirname(fileURLToPath(import.meta.url)), "../../.env");
const { values } = parseArgs({ options: { file: { type: "string", default: standard } } });
const file = resolve(values.file);
const secret = (prefix = "") => `${prefix}${randomBytes(24).toString("base64url")}`;

/** Every variable, what it is for, and how its first value is made. */
const variables = [
  {
    name: "PROJECTIONIST_MODE",
    purpose: "demo has the accounts that everybody knows; production refuses them",
    make: () => "demo",
  },
  { name: "GATEWAY_PORT", purpose: "the port of the gateway on this machine", make: () => "8080" },
  {
    name: "BOOTSTRAP_KEY",
    purpose: "a service key with all scopes, for the command line and the demo",
    make: () => secret("pk_"),
  },
  { name: "ADMIN_EMAIL", purpose: "the administrator's account", make: () => "admin@example.com" },
  { name: "ADMIN_PASSWORD", purpose: "and its password", make: () => secret() },
  { name: "REDIS_PASSWORD", purpose: "between the services and Redis", make: () => secret() },
];

const present = existsSync(file) ? readFileSync(file, "utf8") : "";
const missing = variables.filter(({ name }) => !new RegExp(`^${name}=`, "m").test(present));
const lines = missing.map(({ name, purpose, make }) => `# ${purpose}\n${name}=${make()}\n`);
writeFileSync(file, `${present}${present && !present.endsWith("\n") ? "\n" : ""}${lines.join("")}`, { mode: 0o600 });
const name = file === standard ? ".env" : file;
console.log(
  missing.length > 0
    ? `${name} now has ${missing.map((variable) => variable.name).join(", ")}`
    : `${name} is complete already`,
);
