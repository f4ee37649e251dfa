import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);

export type Ended = Readonly<{ code: number; output: string }>;

/** `docker compose …` on the running system of `.ci/compose`, whatever comes of it. */
export async function tryCompose(...args: readonly string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await run("docker", ["compose", ...args], { cwd: root, maxBuffer: 64 * 1_048_576 });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code = 1, stdout, stderr } = error as { code?: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** The standard output of `docker compose …`. @throws with its errors when it fails */
export async function compose(...args: readonly string[]): Promise<string> {
  const { stdout } = await run("docker", ["compose", ...args], { cwd: root, maxBuffer: 64 * 1_048_576 });
  return stdout.trim();
}

/** The system's settings, which `npm run setup` wrote and `.ci/compose` chose. */
export function settings(): Readonly<Record<string, string>> {
  const file = process.env["COMPOSE_ENV_FILES"];
  if (!file) throw new Error("COMPOSE_ENV_FILES is not set: run .ci/compose, which starts the system for these tests");
  const lines = readFileSync(file, "utf8").matchAll(/^([A-Z_]+)=(.*)$/gm);
  return {
    ...Object.fromEntries(Array.from(lines, ([, name = "", value]) => [name, value])),
    ...process.env,
  } as Record<string, string>;
}

/** The ids of a service's running containers. */
export async function containersOf(service: string): Promise<string[]> {
  return (await compose("ps", "--quiet", service)).split("\n").filter(Boolean);
}

/** What Docker knows of a container. */
export type Container = Readonly<{
  State: Readonly<{ ExitCode: number; OOMKilled: boolean; Health?: Readonly<{ Status: string }> }>;
  Config: Readonly<{ User: string; Healthcheck?: object }>;
  HostConfig: Readonly<{
    ReadonlyRootfs: boolean;
    CapDrop: readonly string[] | null;
    SecurityOpt: readonly string[] | null;
    Memory: number;
    PortBindings: Readonly<Record<string, readonly Readonly<{ HostIp: string }>[]>>;
  }>;
}>;

export async function inspect(container: string): Promise<Container> {
  const { stdout } = await run("docker", ["inspect", container]);
  const [found] = JSON.parse(stdout) as Container[];
  if (!found) throw new Error(`there is no container ${container}`);
  return found;
}

/** The metrics of one container, read from inside. */
export async function metricsOf(service: string, index: number): Promise<string> {
  const port = service === "gateway" ? 9464 : 8080;
  const read = `fetch("http://127.0.0.1:${port}/metrics").then((r) => r.text()).then(console.log)`;
  return compose("exec", "-T", "--index", String(index), service, "node", "-e", read);
}
