import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { ImportError } from "../import-error.ts";
import { openFolder } from "./folder-archive.ts";
import { openZip } from "./zip-archive.ts";

/** A file of an archive. */
export type Member = Readonly<{
  /** As it stands in the archive, for messages. */
  name: string;
  /** A stream of its bytes, unpacked; may be opened any number of times. */
  open(): Promise<Readable>;
  /** Changes when the bytes do. */
  fingerprint(): Promise<string>;
}>;

/** A zip or a folder: its files by name, without a top folder that holds them all and without `.gz`. */
export type Archive = Readonly<{
  path: string;
  /** The top folder's name, else the archive's own. */
  label: string;
  members: ReadonlyMap<string, Member>;
  close(): Promise<void>;
}>;

/**
 * Opens a zip or a folder. Nothing is unpacked to disk.
 * @throws {ImportError} when there is neither
 */
export async function openArchive(path: string): Promise<Archive> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ImportError(
      error.code === "ENOENT" ? `There is no ${path}: check the path.` : `Cannot read ${path}: ${error.message}`,
    );
  });
  if (found.isDirectory()) return openFolder(path);
  if (/\.zip$/i.test(path)) return openZip(path);
  throw new ImportError(`${path} is neither a zip nor a folder: give the folder that holds it.`);
}
