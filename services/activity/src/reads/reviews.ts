import type { ReviewSchema } from "@projectionist/contracts";
import type { Stored } from "@projectionist/stores";
import type { Static } from "typebox";
import type { Collections, ViewerMovieDocument } from "../projection/collections.ts";
import { emptyMovie, ratingTotals } from "../projection/movie-totals.ts";
import { pageOf, type PageOf, type PageRequest } from "./page.ts";

export type Review = Static<typeof ReviewSchema>;

export type MovieReviews = PageOf<Review> &
  Readonly<{
    ratings: {
      average: number | null;
      count: number;
      distribution: { rating: number; count: number }[];
    };
  }>;

/** A viewer's reviews, latest first. @throws {ProblemError} `malformed-cursor` */
export function reviewsBy(collections: Collections, userId: string, page: PageRequest): Promise<PageOf<Review>> {
  const where = { userId, reviewOffset: { gte: 0 } };
  const sort = { by: "reviewOffset", direction: "desc" } as const;
  return pageOf(collections.viewerMovies, { where, sort }, page, (found) => withTexts(collections, found));
}

/** A film's reviews, latest first, and how viewers rated it. @throws {ProblemError} `malformed-cursor` */
export async function reviewsOf(collections: Collections, movieId: string, page: PageRequest): Promise<MovieReviews> {
  const where = { movieId, reviewedAt: { gte: 0 } };
  const sort = { by: "reviewedAt", direction: "desc" } as const;
  const [reviews, stored] = await Promise.all([
    pageOf(collections.viewerMovies, { where, sort }, page, (found) => withTexts(collections, found)),
    collections.movies.get(movieId),
  ]);
  const movie = stored?.value ?? emptyMovie(movieId);
  const { count, sum } = ratingTotals(movie);
  const distribution = movie.ratings.map((viewers, index) => ({ rating: (index + 1) / 2, count: viewers }));
  return { ...reviews, ratings: { average: count > 0 ? sum / count : null, count, distribution } };
}

/** A review whose text is gone is about to leave the lists. */
async function withTexts(
  { reviews }: Collections,
  found: readonly Stored<ViewerMovieDocument>[],
): Promise<(Review | undefined)[]> {
  const entries = found.map(({ value }) => value.entries.find(({ offset }) => offset === value.reviewOffset));
  const texts = await reviews.getMany(entries.flatMap((entry) => entry?.reviewId ?? []));
  return found.map(({ value: { userId, movieId } }, index) => {
    const entry = entries[index];
    const text = texts.get(entry?.reviewId ?? "")?.value.text;
    if (entry?.reviewId === undefined || text === undefined) return undefined;
    const { eventId, reviewId, value: rating, occurredAt } = entry;
    const postedAt = new Date(occurredAt).toISOString();
    return { id: reviewId, eventId, movieId, author: { id: userId }, text, rating, postedAt };
  });
}
