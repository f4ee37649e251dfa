import type { EventLog } from "@projectionist/bus";
import type { MovieRemoved, MovieUpserted } from "@projectionist/contracts";
import { tailEvents, type Logger } from "@projectionist/service-kit";

const LOOK_AGAIN_WITHIN_MS = 1_000;

/** The ids of the films in the catalog, copied from its topic. */
export interface KnownMovies {
  has(movieId: string): boolean;
  /** The films of `movieIds` that are not in the catalog, asked again once the copy has caught up, 1 s at most. */
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

  return {
    has: (movieId) => known.has(movieId),
    async missing(movieIds) {
      const absent = [...new Set(movieIds)].filter((movieId) => !known.has(movieId));
      if (absent.length > 0) await settledWithin(tail.caughtUp(), LOOK_AGAIN_WITHIN_MS);
      return new Set(absent.filter((movieId) => !known.has(movieId)));
    },
    caughtUp: () => tail.caughtUp(),
    stop: () => tail.stop(),
  };
}

async function settledWithin(promise: Promise<void>, ms: number): Promise<void> {
  const timeout = Promise.withResolvers<void>();
  const timer = setTimeout(timeout.resolve, ms);
  await Promise.race([promise, timeout.promise]);
  clearTimeout(timer);
}
