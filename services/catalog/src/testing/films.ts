import type { MovieFacts } from "@projectionist/contracts";
import { join } from "node:path";
import { createMovieIndex, type MovieIndex } from "../index/movie-index.ts";
import { factsOf } from "../movies/movie-document.ts";
import { bundledFacts } from "../seed/bundled-film.ts";
import { readBundledFilms } from "../seed/read-bundled-films.ts";

export const bundledFilms = await readBundledFilms(join(import.meta.dirname, "../../../../data/catalog"));

export const bundled: readonly Readonly<{ id: string; facts: MovieFacts }>[] = bundledFilms.map((film) => ({
  id: film.id,
  facts: bundledFacts(film),
}));

export function indexOf(films: Iterable<Readonly<{ id: string; facts: MovieFacts }>>): MovieIndex {
  const index = createMovieIndex();
  for (const { id, facts } of films) index.upsert(id, 1, facts);
  return index;
}

/** A film of which little is known. */
export function film(title: string, year: number | null, more: Partial<MovieFacts> = {}): MovieFacts {
  return { ...factsOf({ title, year }), ...more };
}
