import { decodePosition, type Position } from "@projectionist/contracts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Progress } from "./progress.ts";
import { openArchive } from "./archive/archive.ts";
import { openCheckpoints, type Checkpoints } from "./checkpoint.ts";
import { importFilms, type ImportedFilms } from "./import-films.ts";
import { importRatings, tryRatings, type ImportedRatings, type RatingImport } from "./import-ratings.ts";
import { openImportRun, type ImportRun } from "./import-run.ts";
import type { DataSet } from "./layouts/data-set.ts";
import { detectDataSet } from "./layouts/detect.ts";
import { openRejections, type Rejections } from "./rejections.ts";
import { rejectionSummary, type ImportReport } from "./report.ts";
import type { Tally } from "./tally.ts";
import { waitUntilKnown } from "./wait-until-known.ts";
import { waitUntilReflected } from "./wait-until-reflected.ts";

export type ImportOptions = Readonly<{
  path: string;
  gateway: Gateway;
  /** Where checkpoints are kept. */
  stateFolder: string;
  /** Aborted to stop cleanly. */
  signal: AbortSignal;
  /** Tells what is going on, line by line. */
  say(line: string): void;
  progress(label: string): Progress;
  /** The data set's name, instead of the one made out. */
  dataSet?: string | undefined;
  dryRun?: boolean | undefined;
  /** Reads everything again, whatever the checkpoint of another run says. */
  again?: boolean | undefined;
  /** Names what may be tried several times: the report of the last time tells what all of them brought in. */
  run?: string | undefined;
  /** Ratings before this time, in seconds since 1970, are left out. */
  since?: number | undefined;
  /** At most so many ratings, or films of a catalog without ratings. */
  limit?: number | undefined;
  /** Where rejected rows are listed. */
  rejectedFile?: string | undefined;
}>;

type Work = Readonly<{ options: ImportOptions; dataSet: DataSet; rejections: Rejections }>;

/**
 * Imports a data set through the gateway: its films, then its ratings. Importing it again changes nothing; an interrupted
 * import goes on where it was, a finished one is answered from its checkpoint. A dry run writes nothing.
 * @throws {ImportError} when there is nothing to import, the gateway refuses, or `signal` was aborted
 */
export async function importArchive(options: ImportOptions): Promise<ImportReport> {
  const archive = await openArchive(options.path);
  try {
    const dataSet = await detectDataSet(archive, options.dataSet);
    options.say(`${archive.path} is ${dataSet.layout}, taken for ${dataSet.name}, unless another name is given.`);
    if (!options.dryRun) return await runOrResume(options, dataSet);
    const rejections = openRejections(options.rejectedFile);
    return await reported(options, rejections, options.rejectedFile, () => tryImport({ options, dataSet, rejections }));
  } finally {
    await archive.close();
  }
}

async function runOrResume(options: ImportOptions, dataSet: DataSet): Promise<ImportReport> {
  const checkpoints = await checkpointsOf(options, dataSet);
  const run = openImportRun(checkpoints, options.run, options.again ?? false);
  if (run.finished) {
    options.say("It is imported already, and neither its files nor the log have changed (`again` reads it all again).");
    return run.finished;
  }
  const resumeAt = run.recorded;
  if (resumeAt > 0) options.say(`Going on behind the ${resumeAt.toLocaleString("en")} ratings that are recorded.`);
  const rejectedFile = options.rejectedFile ?? checkpoints.rejectedFile;
  const rejections = openRejections(rejectedFile, resumeAt > 0);
  return reported(options, rejections, rejectedFile, () => runImport({ options, dataSet, rejections }, run));
}

async function runImport(work: Work, run: ImportRun): Promise<ImportReport> {
  const { options } = work;
  const { ids, tally: films } = await filmsOf(work, (tally) => run.films(tally));
  run.films(films);
  await waitUntilKnown(options.gateway, [...ids.values()], options.signal);
  const keep = (recorded: number, tally: Tally) => run.ratings(recorded, tally);
  const ratings = await ratingsOf(work, ids, run.recorded, keep).catch((error: unknown) => {
    options.say(
      `${run.recorded.toLocaleString("en")} ratings are recorded: the same import again goes on behind them.`,
    );
    throw error;
  });
  const report = run.finish();
  if (ratings?.position) await untilReflected(options, ids, ratings.position);
  return report;
}

/** Waits until what was recorded shows, so that the same import again, by anyone, finds nothing new. */
async function untilReflected(options: ImportOptions, films: ImportedFilms["ids"], position: Position): Promise<void> {
  const { gateway, signal } = options;
  const [movieId] = films.values();
  if (movieId === undefined) return;
  const reflected = await withProgress(options, "histories", (progress) =>
    waitUntilReflected({ gateway, movieId, position, progress, signal }),
  );
  if (!reflected)
    options.say("All ratings are recorded; histories and recommendations have yet to take in the last ones.");
}

async function tryImport(work: Work): Promise<ImportReport> {
  const { dataSet, rejections, options } = work;
  const { ids, tally: films } = await filmsOf(work);
  const { ratings, filmsFile } = dataSet;
  if (!ratings) return { films, ratings: undefined };
  const { signal, since, limit } = options;
  const tried = await withProgress(options, "ratings", (progress) =>
    tryRatings({ ratings, films: ids, filmsFile: filmsFile.name, rejections, progress, signal, since, limit }),
  );
  return { films, ratings: tried };
}

function filmsOf({ options, dataSet, rejections }: Work, keep?: (tally: Tally) => void): Promise<ImportedFilms> {
  const { gateway, signal, dryRun = false } = options;
  const limit = dataSet.ratings ? undefined : options.limit;
  return withProgress(options, "films", (progress) =>
    importFilms({ dataSet, gateway, rejections, progress, signal, dryRun, limit, keep }),
  );
}

async function ratingsOf(
  { options, dataSet, rejections }: Work,
  films: ImportedFilms["ids"],
  resumeAt: number,
  keep: RatingImport["keep"],
): Promise<ImportedRatings | undefined> {
  const { ratings, name, filmsFile } = dataSet;
  if (!ratings) return undefined;
  const { gateway, signal, since, limit } = options;
  return withProgress(options, "ratings", (progress) =>
    importRatings({
      dataSet: name,
      ratings,
      films,
      filmsFile: filmsFile.name,
      gateway,
      rejections,
      resumeAt,
      keep,
      progress,
      signal,
      since,
      limit,
    }),
  );
}

/** The checkpoint of these files in the log as it is now; the epoch is that of the positions that the gateway answers. */
async function checkpointsOf(options: ImportOptions, dataSet: DataSet): Promise<Checkpoints> {
  const { gateway, stateFolder, since, limit } = options;
  const { position } = await gateway.call((client, signal) =>
    client.GET("/v1/popular", { params: { query: { limit: 1 } }, signal }),
  );
  const fingerprints = await Promise.all(dataSet.members.map((member) => member.fingerprint()));
  const epoch = decodePosition(position)?.epoch ?? position;
  return openCheckpoints(stateFolder, { dataSet: dataSet.name, fingerprints, epoch, since, limit });
}

async function withProgress<T>(
  options: ImportOptions,
  label: string,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const progress = options.progress(label);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}

/** Says at the end, however it comes, which rows were rejected. */
async function reported<T>(
  options: ImportOptions,
  rejections: Rejections,
  file: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } finally {
    rejections.close();
    const summary = rejectionSummary(rejections, file);
    if (summary !== undefined) options.say(summary);
  }
}
