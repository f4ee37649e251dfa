import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";

const GIB = 2 ** 30;

/** Prints what a figure means nothing without: what is measured, the machine, Node, the commit and the settings. */
export function printHeader(what: string, settings: Readonly<Record<string, string | number>> = {}): void {
  const machine = `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${availableParallelism()} cores`;
  console.log(`# ${what}`);
  console.log(`# ${machine}, ${(totalmem() / GIB).toFixed(0)} GiB; Node ${process.version}; ${commit()}`);
  const named = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  if (named.length > 0) console.log(`# ${named.join(" ")}`);
}

function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync("git", args, {
        cwd: import.meta.dirname,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    return `commit ${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "-uno") === "" ? "" : " and changes"}`;
  } catch {
    return "no commit known";
  }
}
