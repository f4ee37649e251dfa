import { randomUUIDv7 } from "node:crypto";
import type { EventLog } from "@projectionist/bus";
import type { MovieRatingsCounted } from "@projectionist/contracts";
import { publish, type Logger } from "@projectionist/service-kit";
import type { Stored } from "@projectionist/stores";
import type { Collections, MovieDocument } from "../projection/collections.ts";
import { ratingTotals } from "../projection/movie-totals.ts";
import { repeat, type Repeated } from "./repeat.ts";

const AT_ONCE = 500;
const EVERY_MS = 1_000;

/** Tells the catalog, each second, how up to 500 films that have changed are rated now. */
export function startRatingsPublisher(log: EventLog, movies: Collections["movies"], logger: Logger): Repeated {
  return repeat(
    () => publishRatings(log, movies, Date.now()),
    EVERY_MS,
    (err) => logger.warn({ err }, "films' ratings will be published later"),
  );
}

/**
 * One round; answers how many films were published. A film that changed in the meantime keeps its flag, or gets it back:
 * another instance may have published newer totals before ours, and the last word must be the newest.
 */
export async function publishRatings(log: EventLog, movies: Collections["movies"], now: number): Promise<number> {
  const { items } = await movies.find({ where: { unpublished: true }, limit: AT_ONCE });
  if (items.length === 0) return 0;
  await publish(
    log,
    items.map(({ value }) => countedOf(value, now)),
  );
  const outcomes = await movies.putMany(items.map((item) => flagged(item, false)));
  const changed = items.filter((_, index) => outcomes[index]?.outcome === "conflict").map(({ id }) => id);
  if (changed.length > 0) {
    const newer = await movies.getMany(changed);
    await movies.putMany(
      [...newer.values()].filter(({ value }) => !value.unpublished).map((item) => flagged(item, true)),
    );
  }
  return items.length;
}

function flagged({ id, version, value }: Stored<MovieDocument>, unpublished: boolean) {
  return { id, value: { ...value, unpublished }, expectedVersion: version };
}

function countedOf(movie: MovieDocument, occurredAt: number): MovieRatingsCounted {
  const { count: ratingCount, sum: ratingSum } = ratingTotals(movie);
  const { movieId, likes, views } = movie;
  const totals = { ratingCount, ratingSum, likes, views };
  return { type: "MovieRatingsCounted", eventId: randomUUIDv7(), occurredAt, movieId, ...totals };
}
