import { join, resolve } from "node:path";
import { ApiError } from "@projectionist/client";
import { ImportError, ImportStoppedError } from "@projectionist/import";
import { Command } from "commander";
import { CommandError, INTERRUPTED } from "./command-error.ts";
import { demoCommand } from "./commands/demo.ts";
import { dlqCommand } from "./commands/dlq.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { importCommand } from "./commands/import.ts";
import { loadCommand } from "./commands/load.ts";
import { modelsCommand } from "./commands/models.ts";
import { positionsCommand } from "./commands/positions.ts";
import { rebuildCommand } from "./commands/rebuild.ts";
import { rollbackCommand } from "./commands/rollback.ts";
import { trainCommand } from "./commands/train.ts";
import { verifyCommand } from "./commands/verify.ts";
import type { Surroundings } from "./surroundings.ts";

const root = join(import.meta.dirname, "../../..");
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    stop.abort();
    process.stderr.write("\nStopping in order; again to stop at once.\n");
  });
}

// Package managers run scripts in the package's folder and tell here where they were called.
const folder = process.env["INIT_CWD"] ?? process.cwd();
const surroundings: Surroundings = {
  folder,
  dataFolder: resolve(folder, process.env["DATA_FOLDER"] ?? join(root, "data/local")),
  stopped: stop.signal,
  stdout: process.stdout,
  stderr: process.stderr,
};

const program = new Command("projectionist")
  .description("Works on a Projectionist system.")
  .addCommand(importCommand(surroundings))
  .addCommand(demoCommand(surroundings))
  .addCommand(loadCommand(surroundings))
  .addCommand(doctorCommand(surroundings))
  .addCommand(positionsCommand(surroundings))
  .addCommand(rebuildCommand(surroundings))
  .addCommand(rollbackCommand(surroundings))
  .addCommand(verifyCommand(surroundings))
  .addCommand(dlqCommand(surroundings))
  .addCommand(trainCommand(surroundings))
  .addCommand(modelsCommand(surroundings))
  .addCommand(evaluateCommand(surroundings))
  .showHelpAfterError("(--help lists what there is)");

try {
  await program.parseAsync();
} catch (error) {
  const refused = [CommandError, ImportError, ApiError].some((kind) => error instanceof kind) || isSystemError(error);
  console.error(refused ? (error as Error).message : error);
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ImportStoppedError) return INTERRUPTED;
  return error instanceof CommandError ? error.exitCode : 1;
}

/** A full disk, a folder that may not be written to: the message says all, a stack would not help. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
