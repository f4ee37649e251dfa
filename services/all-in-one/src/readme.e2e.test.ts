import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startSystem, temporaryFolder, type System } from "./testing/system.ts";

const root = join(import.meta.dirname, "../../..");
const folder = temporaryFolder();
let system: System;

beforeAll(async () => {
  system = await startSystem({ folder: folder.path });
});
afterAll(async () => {
  await system.stop("SIGTERM");
  folder.remove();
});

type Example = Readonly<{ command: string; output: string }>;

/** The commands (lines after `$ `, continued by `\`) of the README's console blocks, with the output pasted under each. */
function examples(): Example[] {
  const blocks = [...readFileSync(join(root, "README.md"), "utf8").matchAll(/```console\n([\s\S]*?)```/g)];
  return blocks.flatMap(([, block = ""]) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [, command = "", output = ""] = /^((?:.*\\\n)*.*)\n([\s\S]*)$/.exec(part) ?? [];
        return { command, output: output.trim() };
      }),
  );
}

it("shows in the README what really happens", async () => {
  const all = examples();
  expect(all.length).toBeGreaterThanOrEqual(4);
  // One shell for all, because the examples share variables; a marker parts their outputs.
  const marker = "=== next ===";
  const script = all.map(({ command }) => `${command}\necho '${marker}'`).join("\n");
  const { stdout } = await promisify(execFile)("bash", [
    "-ec",
    script.replaceAll("localhost:8080", new URL(system.url).host),
  ]);
  const outputs = stdout.split(`${marker}\n`).map((text) => text.trim());
  expect(outputs.slice(0, -1)).toEqual(all.map(({ output }) => output));
});
