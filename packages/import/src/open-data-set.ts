import { openArchive } from "./archive/archive.ts";
import type { DataSet, FilmRow } from "./layouts/data-set.ts";
import { detectDataSet } from "./layouts/detect.ts";

/** A data set to read; nothing is sent anywhere. */
export type OpenDataSet = DataSet & Readonly<{ close(): Promise<void> }>;

/** A film as a data set has it; its id is that set's own. */
export type FilmOfDataSet = FilmRow["film"];

/**
 * Opens the data set in a zip or a folder, told by its files' names.
 * @throws {ImportError} when there is none, or more than one
 */
export async function openDataSet(path: string): Promise<OpenDataSet> {
  const archive = await openArchive(path);
  try {
    return { ...(await detectDataSet(archive, undefined)), close: () => archive.close() };
  } catch (error) {
    await archive.close();
    throw error;
  }
}
