import { appealOf, fameOf, moodOf, predecessorsOf, type SimulatedFilm } from "./films.ts";
import type { Random } from "./random.ts";
import { tastes } from "./tastes.ts";

const SERIES_IN_ORDER = 0.9;
const NEXT_OF_SERIES = 0.55;
const SAME_DIRECTOR = 0.25;
const ENJOYED = 0.62;
/** How often a viewer stays in the mood of the film before. */
const IN_THE_MOOD = 0.6;

/** The films that all viewers choose from, with what is the same for everyone worked out once. */
export type Repertoire = Readonly<{
  films: readonly SimulatedFilm[];
  fame: readonly number[];
  predecessors: readonly (readonly number[])[];
  /** The next film of the series, -1 when there is none. */
  successors: readonly number[];
  byDirector: ReadonlyMap<string, readonly number[]>;
}>;

export function createRepertoire(films: readonly SimulatedFilm[]): Repertoire {
  const predecessors = predecessorsOf(films);
  const successors = films.map(() => -1);
  predecessors.forEach((earlier, index) => {
    const last = earlier.at(-1);
    if (last !== undefined) successors[last] = index;
  });
  const byDirector = new Map<string, number[]>();
  films.forEach((film, index) => {
    for (const name of film.directors ?? []) byDirector.set(name, [...(byDirector.get(name) ?? []), index]);
  });
  return { films, fame: films.map(fameOf), predecessors, successors, byDirector };
}

/** A film that a viewer turned to, and how much he enjoyed it, 0–1. */
export type Choice = Readonly<{ film: number; enjoyment: number }>;

export type SimulatedViewer = Readonly<{
  id: string;
  taste: string;
  /** The next film; undefined when he has seen them all. `spotlight` adds to the pull of films that are talked about. */
  choose(spotlight?: ReadonlyMap<number, number>): Choice | undefined;
}>;

/** A viewer with a blend of two tastes, who follows series in order and directors he enjoyed. */
export function createViewer(id: string, repertoire: Repertoire, random: Random, favourite?: string): SimulatedViewer {
  const named = tastes.findIndex((taste) => taste.name === favourite);
  const first = tastes[named >= 0 ? named : random.below(tastes.length)];
  const second = tastes[random.below(tastes.length)];
  if (!first || !second) throw new Error("there are no tastes");
  const blend = 0.65 + 0.3 * random.next();
  const appeal = repertoire.films.map(
    (film) => blend * appealOf(film, first) + (1 - blend) * appealOf(film, second) + 0.35 * random.normal(),
  );
  const pull = appeal.map((value, index) => Math.exp(1.3 * value + 0.9 * (repertoire.fame[index] ?? 0)));
  const seen = new Set<number>();
  let last: Choice | undefined;

  function follow(previous: Choice): number | undefined {
    if (previous.enjoyment < ENJOYED) return undefined;
    const next = repertoire.successors[previous.film] ?? -1;
    if (next >= 0 && !seen.has(next) && random.chance(NEXT_OF_SERIES)) return next;
    if (!random.chance(SAME_DIRECTOR)) return undefined;
    const directors = repertoire.films[previous.film]?.directors ?? [];
    const others = directors.flatMap((name) => repertoire.byDirector.get(name) ?? []).filter((film) => !seen.has(film));
    return others.length > 0 ? others[random.weighted(others.map((film) => pull[film] ?? 0))] : undefined;
  }

  function browse(spotlight?: ReadonlyMap<number, number>): number | undefined {
    const before =
      last && last.enjoyment >= ENJOYED && random.chance(IN_THE_MOOD) ? repertoire.films[last.film] : undefined;
    const weights = pull.map((value, index) => {
      if (seen.has(index)) return 0;
      const film = repertoire.films[index];
      const mood = before && film ? 0.05 + moodOf(before, film) ** 2 : 1;
      return value * mood * (1 + (spotlight?.get(index) ?? 0));
    });
    const film = random.weighted(weights);
    return film < 0 ? undefined : film;
  }

  function inOrder(film: number): number {
    const missed = repertoire.predecessors[film]?.find((earlier) => !seen.has(earlier));
    return missed !== undefined && random.chance(SERIES_IN_ORDER) ? missed : film;
  }

  return {
    id,
    taste: first.name,
    choose(spotlight) {
      const wanted = (last && follow(last)) ?? browse(spotlight);
      if (wanted === undefined) return undefined;
      const film = inOrder(wanted);
      seen.add(film);
      const enjoyment = 1 / (1 + Math.exp(-(0.55 * (appeal[film] ?? 0) - 0.2 + 0.8 * random.normal())));
      last = { film, enjoyment };
      return last;
    },
  };
}
