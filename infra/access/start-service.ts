import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "../..");
const LONGEST_MS = 60_000;

export type Attempt = Readonly<{
  /** What `whileRunning` answered, if the service started. */
  answer: unknown;
  /** The exit status; null when it had to be killed because it was neither started nor ended in a minute. */
  code: number | null;
  /** The lines of standard error. */
  errors: readonly string[];
  /** All that it printed. */
  output: string;
}>;

/**
 * Starts a service as an operator does, by its main file and an environment. If it starts, `whileRunning` is called with its
 * URL, and SIGTERM ends it. What the environment does not say is on SQLite in a new folder.
 */
export async function startService(
  name: string,
  environment: Readonly<Record<string, string>>,
  whileRunning: (url: string) => Promise<unknown> = async () => true,
): Promise<Attempt> {
  const folder = mkdtempSync(join(tmpdir(), "access-"));
  const defaults = {
    PATH: process.env["PATH"],
    PORT: "0",
    METRICS_PORT: "0",
    LOG_URL: `sqlite:${join(folder, "log.db")}`,
    DOCUMENTS_URL: `sqlite:${join(folder, "documents.db")}`,
    SIGNAL_STATE_URL: `sqlite:${join(folder, "signal-state.db")}`,
    PROJECTIONIST_MODE: "demo",
  };
  const unsaid = Object.entries(defaults).filter(([setting]) => environment[`${setting}_FILE`] === undefined);
  const main = join(root, "services", name, "src/main.ts");
  const child = spawn(process.execPath, [main], {
    env: { ...Object.fromEntries(unsaid), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const output: string[] = [];
  const errors: string[] = [];
  createInterface(child.stderr).on("line", (line) => errors.push(line));
  let answer: unknown;
  try {
    for await (const line of createInterface(child.stdout)) {
      output.push(line);
      const { msg, url } = JSON.parse(line) as { msg: string; url?: string };
      if (msg !== "started" || url === undefined) continue;
      answer = await whileRunning(url).catch((error: unknown) => error);
      child.kill("SIGTERM");
    }
    return { answer, code: await ended, errors, output: [...output, ...errors].join("\n") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
