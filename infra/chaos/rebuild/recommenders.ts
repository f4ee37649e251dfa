import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Arena } from "../arena.ts";

const main = join(import.meta.dirname, "recommender.ts");

/** Recommenders in processes of their own, on one log and one state; the first one alone does jobs. */
export interface Recommenders {
  /** Of those that run. */
  urls(): readonly string[];
  /** Of the one that does jobs. */
  operated(): string;
  /** Ends the one that does jobs at once, and starts another in its place. */
  crash(): Promise<void>;
  /** Has it throw away what serves, which is counted anew then. */
  dropActive(): void;
  stop(): Promise<void>;
}

type Running = { child: ChildProcess; url: string };

export async function startRecommenders(arena: Arena, count: number): Promise<Recommenders> {
  const jobsUrl = (index: number) => (index === 0 && arena.redis ? arena.redis.url : "memory:");
  const running: (Running | undefined)[] = [];

  async function start(index: number): Promise<void> {
    const { logUrl, stateUrl } = arena;
    const env = { PATH: process.env["PATH"], LOG_URL: logUrl, STATE_URL: stateUrl, JOBS_URL: jobsUrl(index) };
    const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`a recommender ended with ${code} before it was ready`);
    });
    ended.catch(() => {});
    const [url] = (await Promise.race([once(createInterface(child.stdout), "line"), ended])) as [string];
    running[index] = { child, url };
  }

  async function end(index: number, signal: NodeJS.Signals): Promise<void> {
    const { child } = running[index] ?? {};
    running[index] = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  for (let index = 0; index < count; index++) await start(index);
  return {
    urls: () => running.flatMap((one) => (one ? [one.url] : [])),
    operated: () => running[0]!.url,
    async crash() {
      await end(0, "SIGKILL");
      await start(0);
    },
    dropActive: () => void running[0]?.child.kill("SIGUSR2"),
    async stop() {
      for (const index of running.keys()) await end(index, "SIGTERM");
    },
  };
}
