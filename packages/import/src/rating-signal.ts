import type { SignalInput } from "@projectionist/contracts";
import type { Rating } from "./ratings/rating.ts";

/** A rating with the film that the catalog knows it by. */
export type KnownRating = Readonly<{ rating: Rating; movieId: string }>;

/**
 * The signal of a rating. Its id is made of data set, viewer, film and time, so that the same row has the same id in
 * every run, and counts once.
 */
export function signalOf(dataSet: string, { rating, movieId }: KnownRating): SignalInput {
  const { viewer, film, stars, time } = rating;
  return {
    eventId: `${dataSet}:u${viewer}:${film}:${time}`,
    userId: `${dataSet}-u${viewer}`,
    type: "rated",
    movieId,
    value: stars,
    occurredAt: new Date(time * 1000).toISOString(),
  };
}
