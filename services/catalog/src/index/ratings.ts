import type { MovieCard } from "@projectionist/contracts";

/** How viewers took a film: ratings in stars, likes and views. */
export type RatingCounts = Readonly<{ ratingCount: number; ratingSum: number; likes: number; views: number }>;

export const noRatings: RatingCounts = { ratingCount: 0, ratingSum: 0, likes: 0, views: 0 };

const PRIOR_RATINGS = 10;
const PRIOR_STARS = 3.5;

/** Everything that viewers did with the film: views + likes + ratings. */
export function popularityOf({ views, likes, ratingCount }: RatingCounts): number {
  return views + likes + ratingCount;
}

/** The plain average and the number of ratings; null when nobody rated. */
export function ratingOf({ ratingCount, ratingSum }: RatingCounts): NonNullable<MovieCard["rating"]> | null {
  return ratingCount > 0 ? { average: ratingSum / ratingCount, count: ratingCount } : null;
}

/**
 * The Bayesian average that films are sorted by: (10 · 3.5 + sum) / (10 + count), as if each had ten more ratings of
 * 3.5 stars, so that one enthusiast does not lift a film over a thousand. 0 when nobody rated: such films come last.
 */
export function bayesianRating({ ratingCount, ratingSum }: RatingCounts): number {
  return ratingCount > 0 ? (PRIOR_RATINGS * PRIOR_STARS + ratingSum) / (PRIOR_RATINGS + ratingCount) : 0;
}
