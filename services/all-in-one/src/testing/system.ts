import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, dataOf, type ProjectionistClient } from "@projectionist/client";

const main = join(import.meta.dirname, "../main.ts");
const START_MS = 60_000;

/** A started system in a process of its own, as `npm start` runs it. */
export type System = Readonly<{
  url: string;
  folder: string;
  adminKey: string;
  /** A client with the administrator's key. */
  admin: ProjectionistClient;
  output(): string;
  /** Ends the process; answers its exit code, null after a kill. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}>;

/** What a start printed that did not come up, and its exit code. */
export type FailedStart = Readonly<{ code: number | null; output: string }>;

export type SystemOptions = Readonly<{ folder?: string; args?: readonly string[]; port?: number }>;

/** A data folder of its own for a test; `remove` throws it away. */
export function temporaryFolder(): Readonly<{ path: string; remove(): void }> {
  const path = mkdtempSync(join(tmpdir(), "projectionist-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * The running system that E2E_TARGET and E2E_API_KEY name (see `npm run e2e`), or one started for the test; `stop` leaves
 * the former alone. The folder is for what the test writes.
 */
export async function openSystem(folder: string): Promise<System> {
  const { E2E_TARGET: url, E2E_API_KEY: adminKey = "" } = process.env;
  if (!url) return startSystem({ folder });
  const admin = createClient({ baseUrl: url, apiKey: adminKey });
  return { url, folder, adminKey, admin, output: () => "", stop: async () => 0 };
}

/** Starts the system on free ports and waits until it is ready. @throws with its output when it does not come up */
export async function startSystem(options: SystemOptions & Readonly<{ folder: string }>): Promise<System> {
  const started = await tryStart(options);
  if ("url" in started) return started;
  throw new Error(`the system did not start (exit code ${started.code}):\n${started.output}`);
}

/** As `startSystem`, answering a failure instead of throwing. */
export async function tryStart(options: SystemOptions & Readonly<{ folder: string }>): Promise<System | FailedStart> {
  const { folder, args = ["--quiet"], port = 0 } = options;
  const env = { ...process.env, PORT: String(port), DATA_FOLDER: folder };
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const exited = once(child, "exit") as Promise<[number | null]>;
  const ready = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /API\S*\s+(http:\S+)/.exec(output)?.[1];
      if (url && output.includes("Ctrl-C")) resolve(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), START_MS);
  const url = await Promise.race([ready, exited.then(([code]) => ({ code }))]);
  clearTimeout(timer);
  if (typeof url !== "string") return { code: url.code, output };
  const adminKey = readFileSync(join(folder, "admin-key"), "utf8").trim();
  return {
    url,
    folder,
    adminKey,
    admin: createClient({ baseUrl: url, apiKey: adminKey }),
    output: () => output,
    async stop(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}

/** A viewer with an account. */
export type SignedUp = Readonly<{
  userId: string;
  email: string;
  password: string;
  client: ProjectionistClient;
  /** A client of the same viewer and token for another start of the system. */
  as(system: System): ProjectionistClient;
}>;

/** Makes an account through the gateway. */
export async function signUp(system: System, name: string): Promise<SignedUp> {
  const body = { email: `${name}-${Date.now().toString(36)}@example.com`, password: "correct horse battery" };
  const session = await dataOf(createClient({ baseUrl: system.url }).POST("/v1/auth/register", { body }));
  const as = ({ url }: System) => createClient({ baseUrl: url, accessToken: session.accessToken });
  return { ...body, userId: session.user.id, client: as(system), as };
}
