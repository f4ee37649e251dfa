import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Film } from "./films.ts";

const MOST_MS = 300_000;

/**
 * A catalog of its own with these films, once it is ready and all are found by their meaning too; `flags` are Node's. Its
 * process ends with `stop`, and when it is not ready within five minutes.
 */
export async function startCatalog(films: readonly Film[], flags: readonly string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), "search-bench-"));
  const seedFolder = join(folder, "films");
  await mkdir(seedFolder);
  await writeFile(join(seedFolder, "films.jsonl"), films.map((film) => JSON.stringify(film)).join("\n"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(process.execPath, [...flags, "services/catalog/src/main.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PORT: new URL(url).port,
      LOG_URL: `sqlite:${join(folder, "log.db")}`,
      DOCUMENTS_URL: `sqlite:${join(folder, "catalog.db")}`,
      SEED_FOLDER: seedFolder,
    },
  });
  const exited = once(child, "exit");
  async function stop(): Promise<void> {
    child.kill("SIGTERM");
    await exited;
    await rm(folder, { recursive: true, force: true });
  }
  try {
    await ready();
    await idle();
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function ready(): Promise<void> {
    const begun = performance.now();
    while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
      if (child.exitCode !== null) throw new Error(`The catalog ended with code ${child.exitCode}; see above.`);
      if (performance.now() - begun > MOST_MS) throw new Error("The catalog was not ready within five minutes.");
      await setTimeout(100);
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`${films.length} films stored, and the catalog ready, after ${seconds} s`);
  }

  /** Films are embedded while the catalog is ready; it rests once they are, but for a profiler that it may run under. */
  async function idle(): Promise<void> {
    for (let used = 1; used > 0.3;) {
      const before = await processorSeconds(url);
      await setTimeout(1_000);
      used = (await processorSeconds(url)) - before;
    }
  }
}

/** Of a service's process, in which other work on the machine has no part; NaN where it does not tell. */
export async function processorSeconds(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total\S* (\S+)/m.exec(metrics)?.[1]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
