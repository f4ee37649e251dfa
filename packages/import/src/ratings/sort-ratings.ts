import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareRatings, type Rating } from "./rating.ts";
import { mergeRuns } from "./merge-runs.ts";
import { readRun, writeRun } from "./run-file.ts";

export type RatingGroups = AsyncIterable<readonly Rating[]>;

/** How many ratings are held in memory at once: about 50 MB. */
const MEMORY_ROWS = 500_000;

/**
 * How many ratings there are when each viewer's come together and in the order of time; undefined when they do not, read
 * no further than the first that shows it.
 */
export async function countIfSorted(groups: RatingGroups): Promise<number | undefined> {
  let count = 0;
  let last: Rating | undefined;
  for await (const ratings of groups) {
    for (const rating of ratings) {
      if (last && (last.viewer - rating.viewer || last.time - rating.time) > 0) return undefined;
      last = rating;
    }
    count += ratings.length;
  }
  return count;
}

/**
 * The ratings in the order of recording, in groups. At most about `memoryRows` are held at a time: more are written to a
 * temporary folder in sorted runs and merged; it is gone when the iteration ends, however it does.
 */
export async function* sortRatings(groups: RatingGroups, memoryRows = MEMORY_ROWS): AsyncGenerator<readonly Rating[]> {
  let folder: string | undefined;
  try {
    const runs: string[] = [];
    let held: Rating[] = [];
    for await (const ratings of groups) {
      for (const rating of ratings) {
        held.push(rating);
        if (held.length < memoryRows) continue;
        folder ??= await mkdtemp(join(tmpdir(), "projectionist-sort-"));
        const run = join(folder, `run-${runs.length}`);
        await writeRun(run, held.sort(compareRatings));
        runs.push(run);
        held = [];
      }
    }
    held.sort(compareRatings);
    if (runs.length === 0) yield held;
    else yield* mergeRuns([...runs.map((run) => readRun(run)), groupOf(held)]);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function* groupOf(ratings: readonly Rating[]): AsyncGenerator<readonly Rating[]> {
  yield ratings;
}
