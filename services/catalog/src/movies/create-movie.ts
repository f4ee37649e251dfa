import type { Movie, MovieInput } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import { isPresent, presentMovie } from "./get-movie.ts";
import { factsOf, type MovieDocument } from "./movie-document.ts";
import { movieIdOf } from "./movie-id.ts";
import { requireWritten } from "./require-written.ts";
import { writeMovies, type Catalog } from "./write-movies.ts";

/**
 * Adds a film; without `id` it is made of title and year. The id of a removed film may be used again.
 * @throws {ProblemError} `movie-exists`: the id, or an external id, is another film's
 */
export async function createMovie(
  catalog: Catalog,
  { id: wantedId, ...input }: MovieInput & { id?: string },
): Promise<Movie> {
  const facts = factsOf(input);
  const id = wantedId ?? movieIdOf(facts.title, facts.originalTitle, facts.year);
  const stored = await catalog.movies.get(id);
  if (stored && isPresent(stored)) throw movieExists(id);
  const document: MovieDocument = { facts, ...input.externalIds };
  const over = stored?.version ?? 0;
  const [outcome] = await writeMovies(catalog, [{ id, over, document }]);
  if (outcome?.outcome === "conflict") throw movieExists(id);
  requireWritten(outcome);
  return presentMovie(catalog, { id, version: over + 1, value: { ...document, facts } });
}

function movieExists(id: string): ProblemError {
  return new ProblemError("movie-exists", { detail: `${id} is a film already: use PUT to change it, or another id.` });
}
