import type { MovieIndex } from "../index/movie-index.ts";
import type { MovieCollection } from "../movies/movie-document.ts";
import { applyDocument } from "../movies/write-movies.ts";

const PAGE = 1_000;

/** Takes all stored films into the index, a page at a time. */
export async function scanMovies(movies: MovieCollection, index: MovieIndex): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await movies.find({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    for (const { id, version, value } of page.items) applyDocument(index, id, version, value);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
