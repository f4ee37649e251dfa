import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { WorkerReport } from "./worker.ts";

const main = join(import.meta.dirname, "worker.ts");
const START_MS = 60_000;

/** Projectors in processes of their own, on one log and one state. */
export interface Workers {
  /** Starts or ends (in order) as many as it takes to have so many running. */
  scale(count: number): Promise<void>;
  /** Ends one at once, does what is to be done while it is gone, and starts another in its place. */
  kill(index: number, meanwhile?: () => Promise<void>): Promise<void>;
  /** Stops one where it is, for so long: to the others it is gone, and then it comes back with what it had in hand. */
  freeze(index: number, ms: number): Promise<void>;
  running(): number;
  /** Gaps met and partitions given, over all of them. */
  met(): WorkerReport;
  /** The last of what they printed on stderr. */
  complaints(): string;
}

type Worker = { child: ChildProcess; report: WorkerReport };

/** None to begin with. Where documents are named, activity's projections into them are theirs too. */
export function createWorkers(
  urls: Readonly<{ logUrl: string; stateUrl: string }>,
  protection: boolean,
  documentsUrl = "",
): Workers {
  const workers: Worker[] = [];
  const gone: WorkerReport[] = [];
  let complaints = "";

  async function start(): Promise<Worker> {
    const env = {
      PATH: process.env["PATH"],
      LOG_URL: urls.logUrl,
      STATE_URL: urls.stateUrl,
      DOCUMENTS_URL: documentsUrl,
      PROTECTION: protection ? "on" : "off",
    };
    const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
    const worker: Worker = { child, report: { gaps: 0, assigned: 0 } };
    child.stderr.on("data", (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-20_000)));
    const ready = Promise.withResolvers<void>();
    createInterface({ input: child.stdout }).on("line", (line) => {
      ready.resolve();
      if (line.startsWith("{")) worker.report = JSON.parse(line) as WorkerReport;
    });
    child.once("exit", (code) => {
      gone.push(worker.report);
      ready.reject(new Error(`a projector ended with ${code} before it was ready:\n${complaints}`));
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), START_MS);
    await ready.promise.finally(() => clearTimeout(timer));
    return worker;
  }

  async function end({ child }: Worker, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  return {
    async scale(count) {
      while (workers.length > count) await end(workers.pop() as Worker, "SIGTERM");
      while (workers.length < count) workers.push(await start());
    },
    async kill(index, meanwhile) {
      await end(workers[index] as Worker, "SIGKILL");
      await meanwhile?.();
      workers[index] = await start();
    },
    async freeze(index, ms) {
      const { child } = workers[index] as Worker;
      child.kill("SIGSTOP");
      await new Promise((resolve) => setTimeout(resolve, ms));
      child.kill("SIGCONT");
    },
    running: () => workers.length,
    met() {
      const all = [...gone, ...workers.filter(({ child }) => child.exitCode === null).map(({ report }) => report)];
      return {
        gaps: all.reduce((sum, { gaps }) => sum + gaps, 0),
        assigned: all.reduce((sum, { assigned }) => sum + assigned, 0),
      };
    },
    complaints: () => complaints,
  };
}
