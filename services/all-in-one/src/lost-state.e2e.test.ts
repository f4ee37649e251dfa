import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dataOf } from "@projectionist/client";
import { afterAll, expect, it } from "vitest";
import { startSystem, temporaryFolder, type System } from "./testing/system.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

it("is ready only when the counts of a lost state are made anew from the log", { timeout: 120_000 }, async () => {
  const first = await startSystem({ folder: folder.path });
  const before = await popular(first);
  expect(await first.stop("SIGTERM")).toBe(0);
  for (const name of readdirSync(folder.path)) {
    if (name.startsWith("signal-state.")) rmSync(join(folder.path, name));
  }
  const second = await startSystem({ folder: folder.path });
  expect(await popular(second)).toEqual(before);
  expect(await second.stop("SIGTERM")).toBe(0);
});

async function popular(system: System): Promise<string[]> {
  const { items } = await dataOf(system.admin.GET("/v1/popular", { params: { query: { limit: 100 } } }));
  return items.map(({ movie, score }) => `${movie.id} ${score}`);
}
