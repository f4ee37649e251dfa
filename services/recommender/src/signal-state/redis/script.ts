import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { RedisClient } from "@projectionist/redis";

export type ScriptArgument = string | number | Buffer;

/** A Lua script of this folder that touches one shard, whose prefix is its only key. */
export class Script {
  readonly #lua: string;
  readonly #sha: string;

  constructor(name: string) {
    this.#lua = readFileSync(new URL(`scripts/${name}.lua`, import.meta.url), "utf8");
    this.#sha = createHash("sha1").update(this.#lua).digest("hex");
  }

  /** Runs the script, by its digest unless the server does not know it (any more). */
  run(client: RedisClient, prefix: string, args: readonly ScriptArgument[]): Promise<unknown> {
    return this.#run((name, script) => client.call(name, script, 1, prefix, ...args));
  }

  /** As {@link run}, with strings in the reply as bytes. */
  runBuffer(client: RedisClient, prefix: string, args: readonly ScriptArgument[]): Promise<unknown> {
    return this.#run((name, script) => client.callBuffer(name, script, 1, prefix, ...args));
  }

  async #run(call: (name: "EVALSHA" | "EVAL", script: string) => Promise<unknown>): Promise<unknown> {
    try {
      return await call("EVALSHA", this.#sha);
    } catch (error) {
      if (isUnknown(error)) return call("EVAL", this.#lua);
      throw error;
    }
  }
}

/** The server refused before it ran anything. */
function isUnknown(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("NOSCRIPT");
}
