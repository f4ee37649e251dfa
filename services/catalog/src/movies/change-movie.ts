import type { Movie, MovieInput } from "@projectionist/contracts";
import { presentMovie, readMovie, type StoredMovie } from "./get-movie.ts";
import { externalIdsOf, factsOf, type MovieDocument } from "./movie-document.ts";
import { requireMatch } from "./etag.ts";
import { requireWritten } from "./require-written.ts";
import { writeMovies, type Catalog } from "./write-movies.ts";

const ATTEMPTS = 5;

/**
 * Replaces a film's facts; what the input leaves out becomes unknown. External ids say which film it is and are kept
 * unless the input states them; the poster is kept.
 * @throws {ProblemError} `movie-not-found`, `version-conflict`, `movie-exists` (an external id is another film's)
 */
export async function replaceMovie(
  catalog: Catalog,
  id: string,
  input: MovieInput,
  ifMatch: string | undefined,
): Promise<Movie> {
  const facts = factsOf(input);
  const { version, value } = await change(catalog, id, ifMatch, ({ value }) => ({
    ...(input.externalIds ?? externalIdsOf(value)),
    ...(value.posterUrl !== undefined && { posterUrl: value.posterUrl }),
    ...(value.seed !== undefined && { seed: value.seed }),
    facts,
  }));
  return presentMovie(catalog, { id, version, value: { ...value, facts } });
}

/**
 * Removes a film. Its external ids become free.
 * @throws {ProblemError} `movie-not-found`, `version-conflict`
 */
export async function deleteMovie(catalog: Catalog, id: string, ifMatch: string | undefined): Promise<void> {
  await change(catalog, id, ifMatch, () => ({ facts: null }));
}

type Written = Readonly<{ version: number; value: MovieDocument }>;

async function change(
  catalog: Catalog,
  id: string,
  ifMatch: string | undefined,
  decide: (stored: StoredMovie) => MovieDocument,
): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    const stored = await readMovie(catalog, id);
    requireMatch(ifMatch, stored.version);
    const document = decide(stored);
    const [outcome] = await writeMovies(catalog, [{ id, over: stored.version, document }]);
    if (outcome?.outcome === "conflict" && attempt < ATTEMPTS) continue;
    requireWritten(outcome);
    return { version: outcome.version, value: document };
  }
}
