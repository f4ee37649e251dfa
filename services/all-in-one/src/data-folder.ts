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

/**
 * Opens the folder, making it when it is missing; `fresh` empties it first.
 * @throws {EngineOpenError} when it cannot be written; the message is the line for the operator
 */
export function openDataFolder(path: string, fresh: boolean): DataFolder {
  try {
    if (fresh && existsSync(path)) {
      for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true });
    }
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new EngineOpenError(
      `cannot write to ${path} (${reason}): give yourself the right to, or set DATA_FOLDER to another folder`,
    );
  }
  return {
    path,
    engine: (name) => `sqlite:${join(path, `${name}.sqlite`)}`,
    secret(name, prefix = "") {
      const file = join(path, name);
      if (!existsSync(file))
        writeFileSync(file, `${prefix}${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
      return readFileSync(file, "utf8").trim();
    },
    has: (mark) => existsSync(join(path, `${mark}.done`)),
    mark: (mark) => writeFileSync(join(path, `${mark}.done`), `${new Date().toISOString()}\n`),
  };
}
