import type { EventLog } from "@projectionist/bus";
import type { MovieRemoved, MovieUpserted } from "@projectionist/contracts";
import { tailEvents, type Logger } from "@projectionist/service-kit";
import { askLog } from "../ask-log.ts";
import { gather } from "./gather.ts";

const PATIENCE_MS = 1_000;

/** The ids of the films in the catalog, copied from its topic. */
export interface KnownMovies {
  has(movieId: string): boolean;
  /**
   * The films of `movieIds` that are not in the catalog: none is said to be missing before the copy has caught up.
   * @throws {ProblemError} `unavailable` when it cannot within 1 s, and has not all of them
   */
  missing(movieIds: Iterable<string>): Promise<ReadonlySet<string>>;
  /** Resolves once the copy has all that was in the catalog at the call. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

export async function startKnownMovies(log: EventLog, logger: Logger): Promise<KnownMovies> {
  const known = new Set<string>();
  const tail = await tailEvents<MovieUpserted | MovieRemoved>({
    log,
    logger,
    topic: "catalog.movies",
    from: [],
    onEvents: async (records) => {
      for (const { event } of records) {
        if (event.type === "MovieUpserted") known.add(event.movieId);
        else known.delete(event.movieId);
      }
    },
  });

  const caughtUp = gather(() => tail.caughtUp());
  return {
    has: (movieId) => known.has(movieId),
    async missing(movieIds) {
      const isAbsent = (movieId: string) => !known.has(movieId);
      const absent = [...new Set(movieIds)].filter(isAbsent);
      if (absent.length === 0) return new Set();
      await askLog("the catalog's films", PATIENCE_MS, caughtUp([])).catch((error: unknown) => {
        if (absent.some(isAbsent)) throw error;
      });
      return new Set(absent.filter(isAbsent));
    },
    caughtUp: () => tail.caughtUp(),
    stop: () => tail.stop(),
  };
}
