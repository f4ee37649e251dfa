import { personIdOf } from "@projectionist/contracts";
import { fold, type Range, type Wish } from "@projectionist/recsys";
import type { FilmTable } from "../../index/film-table.ts";
import type { MovieIndex } from "../../index/movie-index.ts";
import { likenessDegrees } from "./likeness.ts";
import { moodDegrees } from "./mood.ts";
import { qualityDegrees } from "./quality.ts";
import type { AskedChip } from "./wish.ts";

/**
 * How far each film is as a wish asks, by its slot: 0 for not at all, 1 for wholly, below 0 for the opposite; by degrees for
 * wishes that only raise, all or nothing for those that filter. Unknown facts meet no wish, and no film one of an unknown value.
 */
export type Degrees = Float64Array;

export function degreesOf(wish: AskedChip, index: MovieIndex): Degrees {
  const { table, vocabulary, names } = index;
  const { years, runtimes, languages } = table.columns;
  const numberIn = (dictionary: Readonly<{ find(value: string): number | undefined }>, value: string) =>
    dictionary.find(value) ?? NOWHERE;
  switch (wish.kind) {
    case "title":
      // Who does not want a film does not want what goes on from it.
      return wholly(table, slotsOfFilms(names.filmsOf(fold(wish.value), { goingOn: wish.negated === true }), table));
    case "like":
      return likeDegrees(likenessDegrees(index, wish.value), wish.negated === true);
    case "mood":
      return unwantedMood(moodDegrees(wish.value, index), wish.negated === true);
    case "quality":
      return qualityDegrees(wish.value, index);
    case "genre":
      return wholly(table, table.genres.of(numberIn(vocabulary.genres, wish.value)));
    case "keyword":
      return wholly(table, table.keywords.of(numberIn(vocabulary.keywords, wish.value)));
    case "country":
      return wholly(table, ...wish.value.map((code) => table.countries.of(numberIn(vocabulary.countries, code))));
    case "person":
      return wholly(table, slotsOfPerson(wish, index));
    case "language":
      return within(table, languages, exactly(numberIn(vocabulary.languages, wish.value)));
    case "year":
      return within(table, years, wish.value);
    case "runtime":
      return within(table, runtimes, wish.value);
  }
}

/** A number that no value and no film has. */
const NOWHERE = -2;
const exactly = (number: number): Range => ({ from: number, to: number });

function wholly(table: FilmTable, ...lists: readonly (Int32Array | readonly number[])[]): Degrees {
  const degrees = new Float64Array(table.end);
  for (const slots of lists) for (const slot of slots) degrees[slot] = 1;
  return degrees;
}

/** Films whose number in the column is known and in the range. */
function within(table: FilmTable, column: Int16Array, { from = -Infinity, to = Infinity }: Range): Degrees {
  const degrees = new Float64Array(table.end);
  const least = column === table.columns.languages ? 0 : 1;
  for (let slot = 0; slot < degrees.length; slot++) {
    const number = column[slot]!;
    if (number >= least && number >= from && number <= to) degrees[slot] = 1;
  }
  return degrees;
}

function slotsOfPerson({ value, role }: Extract<Wish, { kind: "person" }>, index: MovieIndex): number[] {
  const known = index.person(personIdOf(value));
  if (!known) return [];
  const directed = role === "cast" ? [] : [...known.directed];
  const acted = role === "director" ? [] : [...known.acted];
  return slotsOfFilms(
    [...directed, ...acted].map(({ id }) => id),
    index.table,
  );
}

function slotsOfFilms(ids: readonly string[], table: FilmTable): number[] {
  return ids.flatMap((id) => table.slotOf(id) ?? []);
}

/** Who wants no violence does not ask for what is least violent: the opposite of an unwanted mood is as good as any other. */
function unwantedMood(degrees: Degrees, isNegated: boolean): Degrees {
  return isNegated ? degrees.map((degree) => Math.max(0, degree)) : degrees;
}

/** Who wants films like one knows it; who wants none like it does not want it either. */
function likeDegrees(likeness: Degrees, isNegated: boolean): Degrees {
  return isNegated ? likeness.map(Math.abs) : likeness;
}
