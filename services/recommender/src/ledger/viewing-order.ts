import { pairWeight } from "./pair-weight.ts";

/** Told of each directed pair whose count changes, and by how much. */
export type PairChanged = (movieId: string, next: string, amount: number) => void;

/**
 * The films of a viewer's history in the order in which they joined it, which tells what a change of that order does to
 * the pair counts: only films within the window around the place are looked at.
 */
export class ViewingOrder {
  readonly #films: string[] = [];
  readonly #joinedAt: number[] = [];
  readonly #window: number;

  /** Begins with films in the order in which they joined. */
  constructor(window: number, joined: readonly Readonly<{ movieId: string; offset: number }>[] = []) {
    this.#window = window;
    for (const { movieId, offset } of joined) {
      this.#films.push(movieId);
      this.#joinedAt.push(offset);
    }
  }

  insert(movieId: string, joinedAt: number, changed: PairChanged): void {
    const place = this.#placeOf(joinedAt);
    this.#pairsAround(place, movieId, 1, changed);
    if (place === this.#films.length) {
      this.#films.push(movieId);
      this.#joinedAt.push(joinedAt);
    } else {
      this.#films.splice(place, 0, movieId);
      this.#joinedAt.splice(place, 0, joinedAt);
    }
  }

  remove(movieId: string, joinedAt: number, changed: PairChanged): void {
    const place = this.#placeOf(joinedAt);
    this.#films.splice(place, 1);
    this.#joinedAt.splice(place, 1);
    this.#pairsAround(place, movieId, -1, changed);
  }

  /** The index of the first film that joined at this offset or later. */
  #placeOf(joinedAt: number): number {
    let low = 0;
    let high = this.#joinedAt.length;
    if (high === 0 || this.#joinedAt[high - 1]! < joinedAt) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#joinedAt[middle]! < joinedAt) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The film's own pairs come (or go), and films on either side of it move one apart (or together). */
  #pairsAround(place: number, movieId: string, sign: 1 | -1, changed: PairChanged): void {
    const films = this.#films;
    const window = this.#window;
    const before = Math.min(window, place);
    const after = Math.min(window, films.length - place);
    for (let gap = 1; gap <= before; gap++) changed(films[place - gap]!, movieId, sign * pairWeight(gap, window));
    for (let gap = 1; gap <= after; gap++) changed(movieId, films[place + gap - 1]!, sign * pairWeight(gap, window));
    for (let left = 1; left <= before; left++) {
      for (let right = 1; right <= after && left + right <= window + 1; right++) {
        const moved = pairWeight(left + right, window) - pairWeight(left + right - 1, window);
        changed(films[place - left]!, films[place + right - 1]!, sign * moved);
      }
    }
  }
}
