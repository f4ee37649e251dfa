import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataOf } from "@projectionist/client";
import { afterAll, describe, expect, it } from "vitest";
import { startSystem, temporaryFolder, tryStart } from "./testing/system.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const STOP_MS = 5_000;

describe("starting and stopping", { timeout: 180_000 }, () => {
  it("drains on SIGINT, exits 0 within 5 s, keeps its state and starts again from it", async () => {
    const first = await startSystem({ folder: folder.path, args: [] });
    const films = await dataOf(first.admin.GET("/v1/movies", { params: { query: { limit: 1 } } }));
    expect(films.total).toBeGreaterThanOrEqual(400);
    const before = performance.now();
    expect(await first.stop("SIGINT")).toBe(0);
    expect(performance.now() - before).toBeLessThan(STOP_MS);

    const second = await startSystem({ folder: folder.path });
    const again = await dataOf(second.admin.GET("/v1/movies", { params: { query: { limit: 1 } } }));
    expect(again.total).toBe(films.total);
    expect(second.output()).not.toContain("Simulated viewers act");
    expect(await second.stop("SIGTERM")).toBe(0);
  });

  it("says in one line that the port is busy", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const failed = await tryStart({ folder: folder.path, port });
    other.close();
    expect(failed).toMatchObject({ code: 1 });
    // The services take the next four ports: one of those may be another's too, and be named in its place.
    expect(lastLine(failed)).toMatch(/:\d+: the port is in use; .* PORT to another/);
  });

  it.each(["log", "signal-state", "catalog"])(
    "says in one line that the file of %s is damaged, and what to do",
    async (name) => {
      const damaged = temporaryFolder();
      writeFileSync(
        join(damaged.path, `${name}.sqlite`),
        "this is not a database, and long enough to be read as one".repeat(100),
      );
      const failed = await tryStart({ folder: damaged.path });
      damaged.remove();
      expect(failed).toMatchObject({ code: 1 });
      expect(lastLine(failed)).toContain(`${name}.sqlite`);
      expect(lastLine(failed)).not.toMatch(/\n\s+at /);
    },
  );

  it.skipIf(process.getuid?.() === 0)(
    "says in one line that the folder cannot be written (root may write anywhere: skipped)",
    async () => {
      const closed = temporaryFolder();
      chmodSync(closed.path, 0o500);
      const failed = await tryStart({ folder: closed.path });
      chmodSync(closed.path, 0o700);
      closed.remove();
      expect(failed).toMatchObject({ code: 1 });
      expect(lastLine(failed)).toContain("cannot write");
    },
  );

  it("names an unknown option", async () => {
    const failed = await tryStart({ folder: folder.path, args: ["--frsh"] });
    expect(failed).toMatchObject({ code: 1 });
    expect(lastLine(failed)).toContain("--frsh");
  });
});

function lastLine(failed: Awaited<ReturnType<typeof tryStart>>): string {
  return "code" in failed ? (failed.output.trim().split("\n").at(-1) ?? "") : "";
}
