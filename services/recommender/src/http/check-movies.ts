import { ProblemError } from "@projectionist/service-kit";
import type { Catalog } from "../catalog-copy/catalog-copy.ts";

/** @throws {ProblemError} `movie-not-found`, naming the path parameter */
export function checkMovie(movieId: string, catalog: Catalog): void {
  if (catalog.film(movieId)) return;
  throw new ProblemError("movie-not-found", {
    errors: [{ path: "params/movieId", message: "is no film of the catalog: take it from /v1/movies or /v1/search" }],
  });
}

/**
 * The films of the list that the catalog knows: others are passed over, as long as one is left.
 * @throws {ProblemError} `movie-not-found`, naming the list
 */
export function knownMovies(movieIds: readonly string[], catalog: Catalog): string[] {
  const known = movieIds.filter((movieId) => catalog.film(movieId));
  if (known.length > 0) return known;
  throw new ProblemError("movie-not-found", {
    errors: [{ path: "/movieIds", message: "none is a film of the catalog: take ids from /v1/movies or /v1/search" }],
  });
}
