import { fewInARow } from "./few-in-a-row.ts";

/** Of ten cards in a row two at most are of one group: else one mood was six times the same series. */
const SPAN = 10;
const MOST = 2;

/**
 * The films as a deck that is swiped through one by one: nearly in their order, with no more than two of a director or a series
 * among ten in a row while there are others. Scores never rise from film to film.
 */
export function deckOf<T extends Readonly<{ score: number }>>(
  films: readonly T[],
  groupsOf: (film: T) => readonly string[],
): T[] {
  let least = Infinity;
  return fewInARow(films, { span: SPAN, most: MOST, groupsOf }).map((film) => {
    least = Math.min(least, film.score);
    return { ...film, score: least };
  });
}
