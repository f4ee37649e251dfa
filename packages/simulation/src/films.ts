import { hashOf } from "./random.ts";
import type { Taste } from "./tastes.ts";

/** What the simulation needs to know of a film. */
export type SimulatedFilm = Readonly<{
  id: string;
  year?: number | null;
  genres?: readonly string[];
  keywords?: readonly string[];
  directors?: readonly string[];
  language?: string | null;
  series?: string | null;
  seriesOrder?: number | null;
}>;

/** How well known a film is, around 0: a property of the film, the same for every seed. */
export function fameOf(film: SimulatedFilm): number {
  const chance = (hashOf(film.id) % 10_000) / 10_000;
  const language = film.language === "en" ? 0.5 : -0.3;
  const series = film.series ? 0.5 : 0;
  const recent = film.year == null ? 0 : Math.min(1, Math.max(-1, (film.year - 1985) / 40)) * 0.4;
  return (chance - 0.5) * 1.6 + language + series + recent;
}

/** How much a taste is drawn to a film; about -2 to 5. */
export function appealOf(film: SimulatedFilm, taste: Taste): number {
  let appeal = 0;
  for (const genre of film.genres ?? []) appeal += taste.genres[genre] ?? -0.25;
  for (const keyword of film.keywords ?? []) appeal += taste.keywords?.[keyword] ?? 0;
  const distance = film.year == null ? 1 : Math.abs(film.year - taste.era.around) / taste.era.spread;
  appeal -= Math.min(2.5, distance * distance) * 0.7;
  if (film.language !== "en") appeal += taste.worldCinema;
  return appeal - fameOf(film) * taste.obscurity;
}

/** For each film of a series, the indexes of the earlier ones, first to last. */
export function predecessorsOf(films: readonly SimulatedFilm[]): readonly (readonly number[])[] {
  const series = new Map<string, number[]>();
  films.forEach((film, index) => {
    if (film.series) series.set(film.series, [...(series.get(film.series) ?? []), index]);
  });
  const order = (index: number) => films[index]?.seriesOrder ?? films[index]?.year ?? 0;
  for (const members of series.values()) members.sort((a, b) => order(a) - order(b));
  return films.map((film, index) => {
    const members = film.series ? (series.get(film.series) ?? []) : [];
    return members.slice(0, members.indexOf(index));
  });
}

/** How alike two films are in mood: shared keywords and genres; 0 for nothing in common, about 1 to 5 otherwise. */
export function moodOf(a: SimulatedFilm, b: SimulatedFilm): number {
  const shared = (one: readonly string[] = [], other: readonly string[] = []) =>
    one.filter((x) => other.includes(x)).length;
  const era = a.year == null || b.year == null ? 0 : Math.max(0, 1 - Math.abs(a.year - b.year) / 15);
  return shared(a.keywords, b.keywords) + 0.6 * shared(a.genres, b.genres) * (0.5 + era / 2);
}
