import { readFileSync } from "node:fs";
import type { Static, TObject, TSchema } from "typebox";
import { fieldFaults } from "./http/field-faults.ts";
import { createAjv } from "./http/validation.ts";

/** The environment is not as the service needs it. `message` names every fault with its cure, for the operator. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`the configuration is not valid:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.name = "ConfigError";
  }
}

/**
 * The environment variables that the schema's properties name, as the schema's types and with its defaults. Lists are
 * comma-separated. An empty variable counts as unset; where `NAME` is unset, the file that `NAME_FILE` names is read.
 * @throws {ConfigError} naming every fault at once; values are not repeated, they may be secrets
 */
export function readConfig<T extends TObject>(schema: T, env: NodeJS.ProcessEnv): Static<T> {
  const values: Record<string, unknown> = {};
  const unreadable: string[] = [];
  for (const [name, property] of Object.entries<TSchema>(schema.properties)) {
    const file = env[`${name}_FILE`];
    try {
      const text = env[name] || (file ? readFileSync(file, "utf8").trimEnd() : undefined);
      if (text !== undefined) values[name] = "type" in property && property.type === "array" ? text.split(",") : text;
    } catch {
      unreadable.push(name);
    }
  }
  const validate = createAjv({ coerce: true }).compile(schema);
  const invalid = validate(values) ? [] : fieldFaults(validate.errors ?? []);
  const faults = [
    ...unreadable.map((name) => `${name}_FILE: the file cannot be read: correct the path or its permissions`),
    ...invalid
      .filter(({ path }) => !unreadable.includes(path.slice(1)))
      .map(({ path, message }) => lineOf(schema, path, message)),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  return values as Static<T>;
}

function lineOf(schema: TObject, path: string, message: string): string {
  const [name = ""] = path.slice(1).split("/");
  const { description } = (schema.properties[name] ?? {}) as { description?: string };
  return `${name}: ${message === "required: add it" ? "is not set: set it" : message}${description ? ` (${description})` : ""}`;
}
