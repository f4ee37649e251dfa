import { createMovieIndex } from "../index/movie-index.ts";
import { movieCollection } from "../movies/movie-document.ts";
import type { Catalog } from "../movies/write-movies.ts";
import type { Engines } from "./engines.ts";

/** A catalog over the engines, as one instance has it. The clock stands at 1 January 2026. */
export async function openCatalog({ documents }: Engines): Promise<Catalog> {
  return {
    movies: await documents.collection(movieCollection),
    index: createMovieIndex(),
    now: () => Date.UTC(2026, 0),
  };
}
