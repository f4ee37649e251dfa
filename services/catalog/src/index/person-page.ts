import type { MovieCard } from "@projectionist/contracts";
import { cardOf, type IndexedFilm } from "./indexed-film.ts";
import type { MovieIndex } from "./movie-index.ts";
import { comparePlaces, sortKeys, type Place } from "./sort-keys.ts";

export type PersonPage = Readonly<{ id: string; name: string; directed: MovieCard[]; acted: MovieCard[] }>;

/** A person with the films directed and acted in, newest first; undefined when no film names such a person. */
export function personPage(index: MovieIndex, id: string): PersonPage | undefined {
  const person = index.person(id);
  if (!person) return undefined;
  const cards = (films: Iterable<IndexedFilm>) =>
    [...films]
      .sort((a, b) => comparePlaces(newestFirst(a), newestFirst(b)))
      .map((film) => cardOf(film, index.vocabulary));
  return { id, name: person.name, directed: cards(person.directed), acted: cards(person.acted) };
}

function newestFirst(film: IndexedFilm): Place {
  return { key: sortKeys["-year"](film), id: film.id };
}
