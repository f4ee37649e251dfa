import { PermanentJobError } from "@projectionist/jobs";
import { readdir, realpath } from "node:fs/promises";
import { join, resolve, sep } from "node:path";

/**
 * The path of a file or folder that lies in the landing place; whatever leads out of it, links included, is refused.
 * @throws {PermanentJobError} saying what is there instead
 */
export async function findInLandingPlace(folder: string, file: string): Promise<string> {
  const root = await realpath(folder).catch(() => {
    throw new PermanentJobError(`There is no landing place ${folder}: make the folder, or correct IMPORT_FOLDER.`);
  });
  requireInside(root, resolve(root, file), file);
  const path = await realpath(resolve(root, file)).catch(async () => {
    throw new PermanentJobError(
      `There is no ${file} in the landing place ${folder}; it holds ${await holdings(root)}.`,
    );
  });
  requireInside(root, path, file);
  for (const link of await linksIn(path)) requireInside(root, await realpath(link).catch(() => link), link);
  return path;
}

function requireInside(root: string, path: string, name: string): void {
  if (path !== root && !path.startsWith(root + sep))
    throw new PermanentJobError(`${name} leads out of the landing place: put the data set there itself.`);
}

async function holdings(root: string): Promise<string> {
  const names = (await readdir(root)).filter((name) => !name.startsWith(".")).toSorted();
  if (names.length === 0) return "nothing";
  return names.length > 10 ? `${names.slice(0, 10).join(", ")} and ${names.length - 10} more` : names.join(", ");
}

/** The symbolic links in a folder; none for a file. */
async function linksIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOTDIR") return [];
      throw error;
    },
  );
  return entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name));
}
