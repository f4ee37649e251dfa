/** `npm run check`: everything that needs nothing running, in seconds; prints a line per check and fails if any does. */
import { spawnSync } from "node:child_process";

const checks: readonly Readonly<{ name: string; command: readonly [string, ...string[]] }>[] = [
  { name: "types", command: ["tsc", "--project", ".", "--noEmit"] },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings", "."] },
  { name: "format", command: ["oxfmt", "--check", "."] },
  {
    name: "architecture, documents",
    command: ["vitest", "run", "--config", "infra/setup/vitest.config.ts", "infra/checks"],
  },
];

let failed = 0;
for (const { name, command } of checks) {
  const started = performance.now();
  const [program, ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok  " : "FAIL"}  ${name} (${seconds} s)`);
  if (status !== 0) {
    failed++;
    console.log(`${stdout}${stderr}`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
