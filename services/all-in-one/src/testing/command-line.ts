import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { System } from "./system.ts";

const shim = join(import.meta.dirname, "../../../../packages/cli/bin/projectionist.mjs");

/** Runs `projectionist` against a system, with its administrator's key; or for none that runs. */
export function projectionist(system: System | undefined, ...args: string[]) {
  return startProjectionist(system, ...args).ended;
}

/** As `projectionist`, with the process at hand. */
export function startProjectionist(system: System | undefined, ...args: string[]) {
  const target = system && { PROJECTIONIST_URL: system.url, PROJECTIONIST_API_KEY: system.adminKey };
  const env = { ...process.env, ...target };
  const child = spawn(process.execPath, [shim, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit") as Promise<[number | null]>;
  const ended = Promise.all([text(child.stdout), text(child.stderr), exited]).then(([stdout, stderr, [code]]) => {
    return { code, stdout, stderr };
  });
  return { child, ended };
}
