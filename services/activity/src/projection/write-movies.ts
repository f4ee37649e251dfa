import type { Stored, Write } from "@projectionist/stores";
import type { Collections, MovieDocument } from "./collections.ts";
import { emptyMovie, withChanges, type MovieChange } from "./movie-totals.ts";

const MOST_ATTEMPTS = 50;

/** Writes a partition's changes into the films' documents, and resolves when all are durable. */
export type WriteMovies = (partition: number, changes: ReadonlyMap<string, readonly MovieChange[]>) => Promise<void>;

/**
 * Films are shared by all partitions: a film that another process wrote in between is read again, alone. Partitions of
 * this process take turns, so that they do not meet each other on every popular film.
 */
export function createMovieWriter(movies: Collections["movies"]): WriteMovies {
  let turn: Promise<void> = Promise.resolve();

  async function write(partition: number, changes: ReadonlyMap<string, readonly MovieChange[]>): Promise<void> {
    let left = [...changes.keys()];
    for (let attempt = 0; left.length > 0; attempt++) {
      if (attempt === MOST_ATTEMPTS) throw new Error(`films keep changing under the projection: ${left.join(", ")}`);
      left = await tryWrite(movies, partition, changes, left);
    }
  }

  return (partition, changes) => {
    const written = turn.then(() => write(partition, changes));
    turn = written.catch(() => {});
    return written;
  };
}

/** One attempt; answers the films that were changed in the meantime. */
async function tryWrite(
  movies: Collections["movies"],
  partition: number,
  changes: ReadonlyMap<string, readonly MovieChange[]>,
  ids: readonly string[],
): Promise<string[]> {
  const stored = await movies.getMany(ids);
  const writes = ids.flatMap((id) => writeOf(id, stored.get(id), partition, changes.get(id) ?? []));
  const outcomes = await movies.putMany(writes);
  return writes.filter((_, index) => outcomes[index]?.outcome !== "written").map(({ id }) => id);
}

function writeOf(
  id: string,
  stored: Stored<MovieDocument> | undefined,
  partition: number,
  changes: readonly MovieChange[],
): Write<MovieDocument>[] {
  const before = stored?.value ?? emptyMovie(id);
  const value = withChanges(before, partition, changes);
  return value === before ? [] : [{ id, value, expectedVersion: stored?.version ?? "absent" }];
}
