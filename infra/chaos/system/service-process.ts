import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = join(import.meta.dirname, "../../..");
const READY_MS = 60_000;
const KEPT_OUTPUT = 200_000;
const SHOWN_OUTPUT = 8_000;

/** A service in a process of its own, as a container runs it. */
export type ServiceProcess = Readonly<{
  name: string;
  url: string;
  /** Starts it, on the same port every time; resolves when it is ready. @throws with its output when it ends instead */
  start(): Promise<void>;
  /** Ends it with a signal; answers its exit code, null after a kill. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
  /** Sends a signal and waits for nothing. */
  signal(signal: NodeJS.Signals): void;
  isRunning(): boolean;
  /** Does nothing while it runs. @throws with how it ended and the end of its output otherwise */
  mustRun(): void;
  /** Resident memory in MiB; 0 when it does not run. */
  memory(): number;
  /** The end of what it printed since its first start. */
  output(): string;
  /** Its metrics, as Prometheus reads them. */
  metrics(): Promise<string>;
}>;

/** Describes `services/<name>` with an environment; nothing is started. */
export function serviceProcess(
  name: string,
  port: number,
  environment: Readonly<Record<string, string>>,
): ServiceProcess {
  const url = `http://127.0.0.1:${port}`;
  const main = join(root, "services", name, "src/main.ts");
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);
  let output = "";
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;

  return {
    name,
    url,
    isRunning,
    output: () => output,
    async start() {
      const env = { PATH: process.env["PATH"], HOST: "127.0.0.1", PORT: String(port), ...environment };
      const started = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
      const keep = (chunk: Buffer) => void (output = (output + chunk.toString()).slice(-KEPT_OUTPUT));
      started.stdout.on("data", keep);
      started.stderr.on("data", keep);
      ended = once(started, "close").then(([code]) => code as number | null);
      child = started;
      const deadline = Date.now() + READY_MS;
      while (!(await answers(`${url}/readyz`))) {
        if (!isRunning()) throw new Error(`${name} ended before it was ready:\n${output}`);
        if (Date.now() > deadline) throw new Error(`${name} was not ready within ${READY_MS} ms:\n${output}`);
        await sleep(50);
      }
    },
    async stop(signal) {
      child?.kill(signal);
      return ended;
    },
    signal: (signal) => void child?.kill(signal),
    mustRun() {
      if (isRunning()) return;
      const how = child?.signalCode ?? `exit code ${child?.exitCode}`;
      throw new Error(`${name} ended by itself (${how}):\n${output.slice(-SHOWN_OUTPUT)}`);
    },
    memory: () => (isRunning() ? residentMiB(child?.pid) : 0),
    async metrics() {
      return (await fetch(`${url}/metrics`)).text();
    },
  };
}

/** Whether a GET is answered with 2xx, in time. */
export async function answers(url: string): Promise<boolean> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  await reply?.body?.cancel();
  return reply?.ok ?? false;
}

function residentMiB(pid: number | undefined): number {
  try {
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
  } catch {
    return 0;
  }
}
