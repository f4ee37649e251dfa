import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { CommandError } from "../command-error.ts";
import type { Target } from "../gateway/target.ts";
import type { Surroundings } from "../surroundings.ts";

const main = join(import.meta.dirname, "../../../../services/all-in-one/src/main.ts");

/**
 * Starts the system on the files of a stopped one, for no one else to see, while `work` goes on.
 * @throws {CommandError} when there is no such system, or it is running
 */
export async function withOfflineSystem<T>(
  folder: string,
  { stderr }: Surroundings,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  if (!existsSync(main))
    throw new CommandError("--offline needs the whole repository: there is no services/all-in-one here.");
  if (!existsSync(join(folder, "log.sqlite")))
    throw new CommandError(`There is no system in ${folder}: name its data folder with --data.`);
  stderr.write(`Starts the system of ${folder}, for this command alone.\n`);
  // In a group of its own, so that Ctrl-C reaches this process alone, which ends it when the job has ended.
  const child = spawn(process.execPath, [main, "--maintenance"], {
    env: { ...process.env, DATA_FOLDER: folder },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const exited = once(child, "exit");
  const complaints = text(child.stderr);
  try {
    const [line] = (await Promise.race([
      once(createInterface(child.stdout), "line"),
      exited.then(() => []),
    ])) as string[];
    if (line === undefined) throw new CommandError((await complaints).trim());
    const { url } = JSON.parse(line) as { url: string };
    return await work({ target: url, apiKey: readFileSync(join(folder, "admin-key"), "utf8").trim() });
  } finally {
    child.stdin.destroy();
    await exited;
  }
}
