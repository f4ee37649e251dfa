import {
  addSequence,
  subtractSequence,
  type Sequence,
  type Statistic,
  type StatisticState,
} from "@projectionist/recsys";
import { linesOf, linesSection, type Section, type Sections } from "../models/artefact.ts";
import { ArtefactDamagedError } from "../models/artefact-file.ts";
import type { ViewerHistory } from "./viewer-history.ts";

/** A viewer's history by film numbers; see {@link ViewerHistory}. */
export type CountedHistory = Readonly<{
  partition: number;
  items: Int32Array;
  times: Float64Array;
  offsets: Float64Array;
}>;

/**
 * Makes the statistics that are kept, by name, empty and without films. The tables of pairs grow with the square of the films:
 * `mostFilms` tells of how many, the first that came, each is; the others are in the histories alone.
 */
export type CreateStatistics<S extends Readonly<Record<string, Statistic>>> = () => Readonly<{
  statistics: S;
  mostFilms: Readonly<Record<keyof S, number>>;
}>;

/**
 * All viewers' histories, and the statistics that are their sum. A history is put in place of what it was: what was counted
 * of the part that differs is taken back, so that the statistics are those of the histories alone, whatever was before.
 */
export class CountedHistories<S extends Readonly<Record<string, Statistic>>> {
  readonly statistics: S;
  readonly #mostFilms: Readonly<Record<keyof S, number>>;
  readonly #movieIds: string[] = [];
  readonly #numberOf = new Map<string, number>();
  readonly #histories = new Map<string, CountedHistory>();
  #signals = 0;

  constructor(create: CreateStatistics<S>) {
    const { statistics, mostFilms } = create();
    this.statistics = statistics;
    this.#mostFilms = mostFilms;
  }

  /** The films' ids, by number; a film keeps its number, also when nobody has it any more. */
  get movieIds(): readonly string[] {
    return this.#movieIds;
  }

  /** How many of the films, the first by number, a statistic is of. */
  filmsIn(name: keyof S): number {
    return Math.min(this.#movieIds.length, this.#mostFilms[name]);
  }

  /** By viewer; viewers without films are not there. */
  get histories(): ReadonlyMap<string, CountedHistory> {
    return this.#histories;
  }

  /** How many films there are in all histories. */
  get signals(): number {
    return this.#signals;
  }

  /** Puts a viewer's history in place of what it was. */
  put({ userId, partition, movieIds, times, offsets }: ViewerHistory): void {
    const items = Int32Array.from(movieIds, (id) => this.#number(id));
    this.replace(userId, { partition, items, times: Float64Array.from(times), offsets: Float64Array.from(offsets) });
  }

  /** {@link put} with films by number. */
  replace(userId: string, next: CountedHistory): void {
    const former = this.#histories.get(userId);
    for (const [name, statistic] of Object.entries(this.statistics)) {
      const films = this.filmsIn(name);
      const [before, after] = [former && withFirst(films, former), withFirst(films, next)];
      const from = before ? commonPlaces(before, after) : 0;
      statistic.grow(films);
      if (before) subtractSequence(statistic, before, from);
      addSequence(statistic, after, from);
    }
    this.#signals += next.items.length - (former?.items.length ?? 0);
    if (next.items.length > 0) this.#histories.set(userId, next);
    else this.#histories.delete(userId);
  }

  #number(movieId: string): number {
    const known = this.#numberOf.get(movieId);
    if (known !== undefined) return known;
    this.#numberOf.set(movieId, this.#movieIds.length);
    return this.#movieIds.push(movieId) - 1;
  }

  /** All that is known, as sections of an artefact. */
  save(): Sections {
    const histories = [...this.#histories.values()];
    const together = <A extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
      array: A,
      of: (history: CountedHistory) => ArrayLike<number>,
    ): A => {
      let place = 0;
      for (const history of histories) {
        array.set(of(history), place);
        place += history.items.length;
      }
      return array;
    };
    const sections: Record<string, Section> = {
      movies: linesSection(this.#movieIds),
      viewers: linesSection([...this.#histories.keys()]),
      partitions: Int32Array.from(histories, ({ partition }) => partition),
      lengths: Int32Array.from(histories, ({ items }) => items.length),
      items: together(new Int32Array(this.#signals), ({ items }) => items),
      times: together(new Float64Array(this.#signals), ({ times }) => times),
      offsets: together(new Float64Array(this.#signals), ({ offsets }) => offsets),
    };
    for (const [name, statistic] of Object.entries(this.statistics)) {
      for (const [array, numbers] of Object.entries(statistic.save().arrays))
        sections[`${name}/${array}`] = numbers as Section;
    }
    return sections;
  }

  /**
   * Goes on from what was saved. Statistics that were not kept then are counted from the histories.
   * @throws {ArtefactDamagedError} when the sections are not those of {@link save}
   */
  static load<S extends Readonly<Record<string, Statistic>>>(
    sections: Sections,
    create: CreateStatistics<S>,
  ): CountedHistories<S> {
    const all = new CountedHistories(create);
    for (const id of linesOf(sections["movies"])) all.#number(id);
    const { partitions, lengths, items, times, offsets } = sections;
    if (!(lengths instanceof Int32Array) || !(items instanceof Int32Array) || !partitions || !times || !offsets)
      throw new ArtefactDamagedError("it holds no histories");
    let start = 0;
    for (const [place, userId] of linesOf(sections["viewers"]).entries()) {
      const end = start + lengths[place]!;
      all.#histories.set(userId, {
        partition: partitions[place]!,
        items: items.slice(start, end),
        times: Float64Array.from(times.subarray(start, end)),
        offsets: Float64Array.from(offsets.subarray(start, end)),
      });
      start = end;
    }
    all.#signals = start;
    for (const [name, statistic] of Object.entries(all.statistics)) all.#restore(name, statistic, sections);
    return all;
  }

  #restore(name: string, statistic: Statistic, sections: Sections): void {
    const names = Object.keys(statistic.save().arrays);
    const films = this.filmsIn(name);
    statistic.grow(films);
    const arrays: Record<string, StatisticState["arrays"][string]> = {};
    for (const array of names) {
      const saved = sections[`${name}/${array}`];
      if (saved === undefined) {
        for (const history of this.#histories.values()) addSequence(statistic, withFirst(films, history));
        return;
      }
      arrays[array] = saved as StatisticState["arrays"][string];
    }
    statistic.merge({ itemCount: films, arrays });
  }
}

/** The part of a history that is of the first films. */
function withFirst(films: number, history: CountedHistory): Sequence {
  if (history.items.every((item) => item < films)) return history;
  const isCounted = (_: number, place: number) => history.items[place]! < films;
  return { items: history.items.filter(isCounted), times: history.times.filter(isCounted) };
}

/** How many places from the start on are the same in both. */
function commonPlaces(a: Sequence, b: Sequence): number {
  const least = Math.min(a.items.length, b.items.length);
  let place = 0;
  while (place < least && a.items[place] === b.items[place] && a.times[place] === b.times[place]) place++;
  return place;
}
