import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const main = join(import.meta.dirname, "../main.ts");
const READY_MS = 60_000;

/** A recommender in a process of its own, as a container runs it. */
export type RecommenderProcess = Readonly<{
  /** A metric's value; undefined where it has none with these labels. */
  metric(name: string, labels?: string): Promise<number | undefined>;
  /** What it logged of this message, the latest last. */
  logged(message: string): readonly Readonly<Record<string, unknown>>[];
  stop(signal: NodeJS.Signals): Promise<void>;
}>;

/** Starts one on a free port, and waits until it is ready. @throws with what it printed when it does not become so */
export async function startRecommenderProcess(
  environment: Readonly<Record<string, string>>,
): Promise<RecommenderProcess> {
  const env = { PATH: process.env["PATH"], HOST: "127.0.0.1", PORT: "0", ...environment };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const lines: Readonly<Record<string, unknown>>[] = [];
  createInterface(child.stdout).on("line", (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  const logged = (message: string) => lines.filter(({ msg }) => msg === message);

  async function stop(signal: NodeJS.Signals): Promise<void> {
    child.kill(signal);
    await exited;
  }

  const url = () => String(logged("started")[0]?.["url"]);
  const isReady = async () =>
    fetch(`${url()}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  const deadline = Date.now() + READY_MS;
  while (!(await isReady())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop("SIGKILL");
      throw new Error(`the recommender did not become ready:\n${lines.map((line) => JSON.stringify(line)).join("\n")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    async metric(name, labels = "") {
      const text = await (await fetch(`${url()}/metrics`)).text();
      const line = text.split("\n").find((one) => one.startsWith(`${name}{`) && one.includes(labels));
      return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(" ")));
    },
    logged,
    stop,
  };
}
