import type { Checkpoints } from "./checkpoint.ts";
import type { ImportReport } from "./report.ts";
import { continuedTally, emptyTally, unchangedTally, type Tally } from "./tally.ts";

/** What an import brings in, kept in its checkpoint; a run that is tried again counts on from what it kept. */
export interface ImportRun {
  /** How many ratings, in the order of recording, are recorded by now and need not be sent. */
  readonly recorded: number;
  /** What there is to report where nothing is left to do. */
  readonly finished: ImportReport | undefined;
  /** Keeps what of the films this try has brought in. */
  films(tally: Tally): void;
  /** Keeps how many ratings are recorded, and what of them this try has brought in. */
  ratings(recorded: number, tally: Tally): void;
  /** Keeps that nothing is left to do; answers what all tries have brought in. */
  finish(): ImportReport;
}

/**
 * Opens the run `id` where its earlier tries, or else those of another run, have come; `again` leaves out what others did.
 * Without an id it is a new run each time.
 */
export function openImportRun(checkpoints: Checkpoints, id: string | undefined, again: boolean): ImportRun {
  const stored = checkpoints.load();
  const own = id !== undefined && stored?.run?.id === id ? stored : undefined;
  const from = again ? own : stored;
  const earlier = own?.run;
  let recorded = from?.recorded ?? 0;
  let report: ImportReport = { films: earlier?.films ?? emptyTally(), ratings: earlier?.ratings };

  const save = (finished?: ImportReport) =>
    checkpoints.save({
      recorded,
      ...(id !== undefined && { run: { id, ...report } }),
      ...(finished && { finished }),
    });

  return {
    get recorded() {
      return recorded;
    },
    finished: from?.finished && {
      films: continuedTally(unchangedTally(from.finished.films), earlier?.films),
      ratings: from.finished.ratings && continuedTally(unchangedTally(from.finished.ratings), earlier?.ratings),
    },
    films(tally) {
      report = { ...report, films: continuedTally(tally, earlier?.films) };
      save();
    },
    ratings(upTo, tally) {
      recorded = upTo;
      report = { ...report, ratings: continuedTally(tally, earlier?.ratings) };
      save();
    },
    finish() {
      save(report);
      return report;
    },
  };
}
