import { blendZScores } from "./blend-z-scores.ts";

/** A film that a search found, in the search's order. */
export type FoundFilm = Readonly<{
  /** How well it answers the search; in any unit. */
  score: number;
  /** How well it fits the viewer; in any unit. Undefined where taste is to say nothing of it: it is average then. */
  taste?: number | undefined;
  /** What the search asks for and the film meets, by number: taste puts nothing before it that meets less. */
  meets?: readonly number[] | undefined;
}>;

export type PlacedFilm = Readonly<{
  /** Where it stood in the search's order. */
  place: number;
  /** 0 to 1, in the new order. */
  score: number;
  /** Whether it fits the viewer more than the films do on average. */
  fits: boolean;
  /** Whether it fits, and is further ahead than before. */
  raised: boolean;
}>;

/**
 * Films found by a search in the order of its z-scores and `weight` times those of taste, best first, ties in the search's order;
 * but a film never goes before one that stood before it and meets something that it does not meet. Cost: the square of the films.
 */
export function blendTaste(films: readonly FoundFilm[], weight: number): PlacedFilm[] {
  const all = Int32Array.from(films.keys());
  const scores = Float64Array.from(films, ({ score }) => score);
  const tastes = Float64Array.from(films, ({ taste = 0 }) => taste);
  const told = all.filter((place) => films[place]!.taste !== undefined);
  const blended = new Float64Array(films.length);
  const parts = [
    { scores, weight: 1 },
    { scores: tastes, weight, slots: told },
  ];
  blendZScores(parts, all, blended);
  const usual = told.reduce((sum, place) => sum + tastes[place]!, 0) / told.length;
  let least = Infinity;
  return inOrder(films, blended).map((place, now) => {
    least = Math.min(least, blended[place]!);
    const fits = films[place]!.taste !== undefined && tastes[place]! > usual;
    return { place, score: toOne(least), fits, raised: fits && now < place };
  });
}

/** The best first of those that no other must go before. */
function inOrder(films: readonly FoundFilm[], blended: Float64Array): number[] {
  const goesBefore = precedence(films);
  const waitsFor = films.map(
    (_, place) => films.slice(0, place).filter((_, before) => goesBefore(before, place)).length,
  );
  const left = new Set(films.keys());
  return films.map(() => {
    let best = -1;
    for (const place of left) {
      if (waitsFor[place] === 0 && (best < 0 || blended[place]! > blended[best]!)) best = place;
    }
    left.delete(best);
    for (const place of left) if (place > best && goesBefore(best, place)) waitsFor[place]!--;
    return best;
  });
}

/** Whether a film meets something that one behind it does not meet. */
function precedence(films: readonly FoundFilm[]): (before: number, place: number) => boolean {
  const kinds = new Map<string, number>();
  const sets: ReadonlySet<number>[] = [];
  const kindOf = films.map(({ meets = [] }) => {
    const name = meets.toSorted((a, b) => a - b).join(" ");
    const kind = kinds.get(name) ?? sets.push(new Set(meets)) - 1;
    kinds.set(name, kind);
    return kind;
  });
  const goesBefore = sets.map((met) => sets.map((other) => [...met].some((one) => !other.has(one))));
  return (before, place) => goesBefore[kindOf[before]!]![kindOf[place]!]!;
}

/** Any number as one between 0 and 1, in the same order. */
function toOne(sum: number): number {
  return (1 + sum / (1 + Math.abs(sum))) / 2;
}
