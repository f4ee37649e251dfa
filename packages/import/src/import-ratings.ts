import type { Position } from "@projectionist/contracts";
import { throwIfStopped } from "./import-error.ts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Progress } from "./progress.ts";
import type { Ratings } from "./layouts/data-set.ts";
import { postRatings } from "./post-ratings.ts";
import type { KnownRating } from "./rating-signal.ts";
import { inRecordingOrder } from "./ratings/recording-order.ts";
import type { Rejections } from "./rejections.ts";
import { createSender } from "./send-in-order.ts";
import { closeTally, emptyTally, type Tally } from "./tally.ts";
import { createPositions } from "./wait-until-reflected.ts";

/** A batch is what one request may hold; this many are under way at once, none with a viewer of another. */
const BATCH = 1000;
const LANES = 3;
const SAVE_EVERY_MS = 1000;

export type RatingImport = Readonly<{
  dataSet: string;
  ratings: Ratings;
  /** The catalog's ids by the data set's numbers. */
  films: ReadonlyMap<number, string>;
  filmsFile: string;
  gateway: Gateway;
  rejections: Rejections;
  /** Called each second and at the end with how many, in the order of recording, are recorded, and how they stand. */
  keep: (recorded: number, tally: Tally) => void;
  /** How many ratings, in the order of recording, an earlier run has recorded. */
  resumeAt: number;
  progress: Progress;
  signal: AbortSignal;
  /** Ratings before this time, in seconds, are left out. */
  since: number | undefined;
  /** At most so many ratings, in the order of recording. */
  limit: number | undefined;
}>;

export type ImportedRatings = Readonly<{
  tally: Tally;
  /** Behind which all that this run sent is; undefined when it sent nothing. */
  position: Position | undefined;
}>;

/**
 * Records a data set's ratings as signals, each viewer's in the order of time, going on behind `resumeAt`. What is
 * recorded is kept, also when this ends early.
 * @throws {ImportError} when `signal` is aborted, once what is under way has ended
 */
export async function importRatings(work: RatingImport): Promise<ImportedRatings> {
  const { ratings, films, gateway, rejections, keep, progress, signal } = work;
  const { since = -Infinity, limit = Infinity } = work;
  const file = ratings.file.name;
  const started = performance.now();
  const skipped = work.resumeAt;
  const tally = emptyTally();
  const positions = createPositions();
  let taken = 0;
  let total = () => 0;
  let saved = performance.now();

  const show = () => progress.update(skipped + tally.new + tally.same, Math.min(total(), limit));
  const closed = () => closeTally({ ...tally, same: tally.same + skipped }, rejections.count(file), started);
  const save = () => {
    saved = performance.now();
    keep(skipped + sender.sentUpTo(), closed());
  };
  const sender = createSender<KnownRating>({
    lanes: LANES,
    batchSize: BATCH,
    send: async (batch) => {
      const { accepted, duplicate, position } = await postRatings(gateway, work.dataSet, batch, ({ rating }, reason) =>
        rejections.add({ file, line: rating.line, reason, row: ratings.row(rating) }),
      );
      if (position !== undefined) positions.add(position);
      tally.new += accepted;
      tally.same += duplicate;
      show();
      if (performance.now() - saved > SAVE_EVERY_MS) save();
    },
  });

  try {
    const ordered = await inRecordingOrder(ratings, rejections.add, (rows) => {
      throwIfStopped(signal);
      progress.update(rows);
    });
    total = ordered.total;
    reading: for await (const group of ordered.groups) {
      throwIfStopped(signal);
      show();
      for (const rating of group) {
        if (taken >= limit) break reading;
        if (rating.time < since) continue;
        const movieId = films.get(rating.film);
        if (movieId === undefined) {
          const reason = `film is not in ${work.filmsFile}`;
          rejections.add({ file, line: rating.line, reason, row: ratings.row(rating) });
          continue;
        }
        if (++taken <= skipped) continue;
        const full = sender.push({ rating, movieId }, rating.viewer);
        if (!full) continue;
        await full;
        throwIfStopped(signal);
      }
    }
    await sender.finish();
  } catch (error) {
    await sender.settle();
    save();
    throw error;
  }
  save();
  return { tally: closed(), position: positions.furthest() };
}

/** Reads the ratings as an import would, and records nothing: those that would be sent count as new. */
export async function tryRatings(
  work: Pick<
    RatingImport,
    "ratings" | "films" | "filmsFile" | "rejections" | "progress" | "signal" | "since" | "limit"
  >,
): Promise<Tally> {
  const { ratings, films, rejections, progress, signal, since = -Infinity, limit = Infinity } = work;
  const file = ratings.file.name;
  const started = performance.now();
  const tally = emptyTally();
  for await (const group of ratings.read(rejections.add)) {
    throwIfStopped(signal);
    for (const rating of group) {
      if (rating.time < since || tally.new >= limit) continue;
      if (films.has(rating.film)) tally.new++;
      else
        rejections.add({
          file,
          line: rating.line,
          reason: `film is not in ${work.filmsFile}`,
          row: ratings.row(rating),
        });
    }
    progress.update(tally.new);
    if (tally.new >= limit) break;
  }
  return closeTally(tally, rejections.count(file), started);
}
