#!/usr/bin/env node
// Runs the command line on a Node that runs TypeScript: this one, or else the workspace's own.
// Plain JavaScript for the system's Node 20+.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const cli = join(dirname(fileURLToPath(import.meta.url)), "..");
const main = join(cli, "src", "main.ts");
const windows = process.platform === "win32";
const workspaceNode = join(cli, "..", "..", "node_modules", ".bin", windows ? "node.cmd" : "node");

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!existsSync(join(cli, "node_modules", "commander")))
  fail("Nothing is installed yet: run `npm start` (it installs what is pinned) or `pnpm install` in the repository.");

if (process.features.typescript) {
  await import(main);
} else {
  if (!existsSync(workspaceNode))
    fail(`Node ${process.versions.node} cannot run this: run \`npm start\`, which installs the Node it needs.`);
  const child = spawn(workspaceNode, [main, ...process.argv.slice(2)], { stdio: "inherit", shell: windows });
  child.on("error", (error) => fail(`Could not run ${workspaceNode}: ${error.message}`));
  // A terminal sends Ctrl-C to the whole process group: the child stops cleanly and this waits for its exit code.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on("exit", (code) => process.exit(code ?? 1));
}
