import { openDataSet, type FilmOfDataSet } from "./open-data-set.ts";

/**
 * The films of the data set in a zip or a folder, as it describes them most fully; `reject` is told of rows that cannot be read.
 * @throws {ImportError} when there is no data set, or more than one
 */
export async function filmsIn(path: string, reject: () => void = () => {}): Promise<FilmOfDataSet[]> {
  const dataSet = await openDataSet(path);
  try {
    return await Array.fromAsync((dataSet.details ?? dataSet.films)(reject), ({ film }) => film);
  } finally {
    await dataSet.close();
  }
}
