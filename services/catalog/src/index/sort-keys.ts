import type { movieSorts } from "@projectionist/contracts";
import type { IndexedFilm } from "./indexed-film.ts";
import { bayesianRating, popularityOf } from "./ratings.ts";

export type MovieSort = (typeof movieSorts)[number];
export type SortKey = number | string;
/** A film's place in an order: by key, ties by id, both ascending. */
export type Place = Readonly<{ key: SortKey; id: string }>;

const UNKNOWN_YEAR_LAST = 10_000;

/**
 * The keys that each sort orders by, ascending: `popularity` and `rating` (Bayesian average) put the highest first,
 * `-year` the newest, `year` the oldest; `title` is alphabetical without the article at its front. Films of unknown year
 * come last in both.
 */
export const sortKeys: Readonly<Record<MovieSort, (film: IndexedFilm) => SortKey>> = {
  popularity: ({ counts }) => -popularityOf(counts),
  rating: ({ counts }) => -bayesianRating(counts),
  year: ({ year }) => year ?? UNKNOWN_YEAR_LAST,
  "-year": ({ year }) => -(year ?? 0),
  title: ({ titleNames }) => titleNames.at(-1) ?? "",
};

export function comparePlaces(a: Place, b: Place): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
