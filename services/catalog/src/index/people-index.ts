import { personIdOf } from "@projectionist/contracts";
import type { IndexedFilm } from "./indexed-film.ts";

export type Person = Readonly<{ id: string; name: string; directed: Set<IndexedFilm>; acted: Set<IndexedFilm> }>;

export type PeopleIndex = Readonly<{
  /** The people of the names, known from now on. */
  meet(names: readonly string[]): Person[];
  /** Credits the film's people with it; answers those who had no film before. */
  add(film: IndexedFilm): Person[];
  /** Forgets the film, and the people who have no other; answers these. */
  remove(film: IndexedFilm): Person[];
  get(id: string): Person | undefined;
}>;

/** Who made which films. A person is known by the first spelling of the name that was met. */
export function createPeopleIndex(): PeopleIndex {
  const people = new Map<string, Person>();

  function meet(name: string): Person {
    const id = personIdOf(name);
    const known = people.get(id);
    if (known) return known;
    const person: Person = { id, name, directed: new Set(), acted: new Set() };
    people.set(id, person);
    return person;
  }

  return {
    meet: (names) => names.map(meet),
    add(film) {
      const newcomers = creditedBy(film).filter(({ directed, acted }) => directed.size + acted.size === 0);
      for (const person of film.directors) person.directed.add(film);
      for (const person of film.cast) person.acted.add(film);
      return newcomers;
    },
    remove(film) {
      return creditedBy(film).filter((person) => {
        person.directed.delete(film);
        person.acted.delete(film);
        return person.directed.size + person.acted.size === 0 && people.delete(person.id);
      });
    },
    get: (id) => people.get(id),
  };
}

const OTHER_ROLE = 0.01;

/**
 * In how many films a person is known from; those directed count twice, for viewers name directors by the last name. Where a
 * role is told, films in the other one hardly count.
 */
export function prominenceOf(person: Person | undefined, role?: "director" | "cast"): number {
  if (person === undefined) return 0;
  const [asDirector, asCast] = [role === "cast" ? OTHER_ROLE : 2, role === "director" ? OTHER_ROLE : 1];
  return asDirector * person.directed.size + asCast * person.acted.size;
}

/** All films of a person. */
export function creditsOf(person: Person | undefined): ReadonlySet<IndexedFilm> {
  return new Set(person ? [...person.directed, ...person.acted] : []);
}

function creditedBy(film: IndexedFilm): Person[] {
  return [...new Set([...film.directors, ...film.cast])];
}
