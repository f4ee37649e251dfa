// Runs a command of the workspace on the pinned Node, installing what is missing first.
// Plain JavaScript for the system's Node 20+, because nothing is installed yet when it starts.
//
//   node infra/setup/run.mjs vitest run
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const binaries = join(root, "node_modules", ".bin");
const stamp = join(root, "node_modules", ".installed");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Changes whenever the lockfile or a manifest setting that affects installation does. */
function fingerprint() {
  const hash = createHash("sha256").update(process.platform + process.arch);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"])
    hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function installed() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

/** The pinned pnpm, kept under node_modules so that it never touches the user's machine. */
function pinnedPnpm() {
  const home = join(root, "node_modules", ".pnpm-tool", packageManager);
  const entry = join(home, "node_modules", ".bin", process.platform === "win32" ? "pnpm.cmd" : "pnpm");
  if (existsSync(entry)) return entry;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), "{}");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const done = spawnSync(npm, ["install", "--no-audit", "--no-fund", "--loglevel=error", packageManager], {
    cwd: home,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (done.status !== 0)
    fail(`Could not install ${packageManager} from the npm registry: check the network, then run this again.`);
  return entry;
}

function install() {
  console.error("Installing the pinned packages (first run or changed lockfile) …");
  const pnpm = pinnedPnpm();
  const done = spawnSync(pnpm, ["install", "--frozen-lockfile", "--reporter=append-only", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, CI: "true" },
    shell: process.platform === "win32",
  });
  if (done.status !== 0) fail("Installing failed: see the lines above, then run this again.");
  writeFileSync(stamp, fingerprint());
}

const [command, ...args] = process.argv.slice(2);
if (!command) fail("Usage: node infra/setup/run.mjs <command> [arguments]");
if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`Node 20 or newer is needed; this is ${process.versions.node}.`);
if (!installed()) install();

const child = spawn(join(binaries, command), args, {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: `${binaries}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}` },
  shell: process.platform === "win32",
});
child.on("error", (error) => fail(`Could not run ${command}: ${error.message}`));
// A terminal sends Ctrl-C to the whole process group: the child drains and this waits for its exit code.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGKILL" ? 137 : 1)));
