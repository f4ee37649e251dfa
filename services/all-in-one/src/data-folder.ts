import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { EngineOpenError } from "@projectionist/bus";
import { isSignalStateInUse } from "@projectionist/recommender";

/** Where a local start keeps its state. */
export type DataFolder = Readonly<{
  path: string;
  /** The URL of an embedded engine's file. */
  engine(name: string): string;
  /** A secret that is made at the first start and kept in a file that only its owner reads. */
  secret(name: string, prefix?: string): string;
  /** A mark that something has been done, which survives restarts. */
  has(mark: string): boolean;
  mark(mark: string): void;
}>;

/** What a start, and imports into it, keep here. All else in the folder is somebody's own. */
const OURS =
  /^(?:[\w-]+\.sqlite(?:-\w+)?|admin-key|admin-password|[\w-]+\.done|projectionist\.log|imports|models|tmdb)$/;

/** @throws {EngineOpenError} when a running system works on the folder; `cure` says what to do */
export function requireUnused(path: string, cure: string): void {
  if (isSignalStateInUse(join(path, "signal-state.sqlite")))
    throw new EngineOpenError(`${path} is in use by a running system: ${cure}`);
}

/**
 * Opens the folder, making it when it is missing; `fresh` deletes the state in it first, and nothing else.
 * @throws {EngineOpenError} when it, or something of the state, cannot be written, or when state in use is to be deleted;
 *   the message is the line for the operator
 */
export function openDataFolder(path: string, fresh: boolean): DataFolder {
  if (fresh) requireUnused(path, "stop it, or set DATA_FOLDER to another folder");
  let place = path;
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK | constants.X_OK);
    for (const name of readdirSync(path).filter((each) => OURS.test(each))) {
      place = join(path, name);
      if (fresh) rmSync(place, { recursive: true, force: true });
      else accessSync(place, constants.R_OK | constants.W_OK);
    }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new EngineOpenError(
      `cannot write to ${place} (${reason}): give yourself the right to, or set DATA_FOLDER to another folder`,
    );
  }
  return {
    path,
    engine: (name) => `sqlite:${join(path, `${name}.sqlite`)}`,
    secret(name, prefix = "") {
      const file = join(path, name);
      if (!existsSync(file))
        writeFileSync(file, `${prefix}${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
      const secret = readFileSync(file, "utf8").trim();
      if (secret === "") throw new EngineOpenError(`${file} is empty: delete it, and a new one is made`);
      return secret;
    },
    has: (mark) => existsSync(join(path, `${mark}.done`)),
    mark: (mark) => writeFileSync(join(path, `${mark}.done`), `${new Date().toISOString()}\n`),
  };
}
