import type { Movie, MovieFacts } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { Stored } from "@projectionist/stores";
import { ratingOf } from "../index/ratings.ts";
import { movieOf, type MovieDocument } from "./movie-document.ts";
import type { Catalog } from "./write-movies.ts";

export type StoredMovie = Stored<MovieDocument & Readonly<{ facts: MovieFacts }>>;

/** @throws {ProblemError} `movie-not-found` */
export async function readMovie({ movies }: Pick<Catalog, "movies">, id: string): Promise<StoredMovie> {
  const stored = await movies.get(id);
  if (!stored || !isPresent(stored)) throw new ProblemError("movie-not-found");
  return stored;
}

/** False for what is left of a removed film. */
export function isPresent(stored: Stored<MovieDocument>): stored is StoredMovie {
  return stored.value.facts !== null;
}

/** The film as clients see it, with the rating as this instance knows it. */
export function presentMovie({ index }: Pick<Catalog, "index">, { id, version, value }: StoredMovie): Movie {
  return movieOf(id, version, value.facts, value, ratingOf(index.ratings(id)));
}
