import type { MovieCard } from "@projectionist/contracts";
import type { MovieIndex } from "../index/movie-index.ts";
import { createPage } from "../index/page.ts";
import type { Person } from "../index/people-index.ts";
import { searchMovies } from "./search-movies.ts";
import { suggestGenres, suggestMoods, words, type Mood } from "@projectionist/recsys";

export type Suggestions = Readonly<{
  movies: MovieCard[];
  people: { id: string; name: string }[];
  genres: string[];
  moods: Mood[];
}>;

/**
 * Films by title, people by name, genres and moods by what viewers call them, for a text as far as it has been typed: at most
 * `limit` of each.
 */
export function suggest(index: MovieIndex, text: string, limit: number): Suggestions {
  const movies = searchMovies(index, { text, filters: {}, limit, fields: ["title", "originalTitle"] });
  const page = createPage<Person>(limit, undefined);
  for (const { id, score } of index.peopleNames.find(words(text)).hits) {
    const person = index.person(id);
    if (person) page.offer(-score * prominence(person), id, person);
  }
  return {
    movies: movies.items.map(({ movie }) => movie),
    people: page.result().items.map(({ id, name }) => ({ id, name })),
    genres: suggestGenres(text)
      .filter((genre) => index.names.genre(genre))
      .slice(0, limit),
    moods: suggestMoods(text).slice(0, limit),
  };
}

/** Raises people by 10 % for each doubling of their films. */
function prominence({ directed, acted }: Person): number {
  return 1 + 0.1 * Math.log2(directed.size + acted.size);
}
