import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiKey } from "@projectionist/import";
import { CommandError } from "../command-error.ts";

export type KeySources = Readonly<{
  /** What `--api-key` or PROJECTIONIST_API_KEY says. */
  given: string | undefined;
  /** Where the local start keeps its state. */
  dataFolder: string;
  gatewayUrl: string;
}>;

const localHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The key to call the gateway with. The local start's own is taken only for a gateway on this machine, and never sent
 * elsewhere.
 * @throws {CommandError} when there is none
 */
export function findApiKey({ given, dataFolder, gatewayUrl }: KeySources): ApiKey {
  if (given) return { value: given, source: "--api-key or PROJECTIONIST_API_KEY" };
  const file = join(dataFolder, "admin-key");
  const local = localHosts.has(new URL(gatewayUrl).hostname) ? readKey(file) : undefined;
  if (local) return { value: local, source: file };
  throw new CommandError(
    `No API key: give --api-key or set PROJECTIONIST_API_KEY to a service key with the scopes that the command needs ` +
      `(POST /v1/keys makes one). For a system on this machine, \`npm start\` keeps one in ${file}.`,
  );
}

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}
