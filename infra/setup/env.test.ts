import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "setup-"));
  file = join(folder, "env");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function setup(): Map<string, string> {
  execFileSync(process.execPath, [join(import.meta.dirname, "env.mjs"), "--file", file]);
  const lines = readFileSync(file, "utf8").matchAll(/^([A-Z_]+)=(.*)$/gm);
  return new Map(Array.from(lines, ([, name = "", value = ""]) => [name, value]));
}

it("makes secrets of its own for each system, readable by their owner alone, and keeps them", () => {
  const first = setup();
  expect(setup()).toEqual(first);
  expect(first.get("BOOTSTRAP_KEY")).toMatch(/^pk_.{32}$/);
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  rmSync(file);
  const other = setup();
  for (const name of ["BOOTSTRAP_KEY", "ADMIN_PASSWORD", "REDIS_PASSWORD"])
    expect(other.get(name)).not.toBe(first.get(name));
});

it("adds what a newer version needs to what is there", () => {
  writeFileSync(file, "PROJECTIONIST_MODE=production\nMINE=1");
  const values = setup();
  expect(values.get("PROJECTIONIST_MODE")).toBe("production");
  expect(values.get("MINE")).toBe("1");
  expect(values.has("REDIS_PASSWORD")).toBe(true);
});
