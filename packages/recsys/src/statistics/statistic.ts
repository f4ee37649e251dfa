import { historyOf, timesOf, type Interactions, type Sequence } from "../interactions.ts";

/**
 * What a model needs of all histories, kept event by event. It is a sum over events, so whatever order users come in, it is
 * the same, two can be added together, and what was added can be taken back.
 */
export interface Statistic {
  readonly itemCount: number;
  /** `item` came at `time` (seconds) after the films of `history`, which are oldest first and do not have it. */
  add(history: ArrayLike<number>, item: number, time: number): void;
  /** Takes back what `add` with the same arguments did. */
  subtract(history: ArrayLike<number>, item: number, time: number): void;
  /** Adds all that another one of the same kind and constants has; it may know fewer films. */
  merge(other: StatisticState): void;
  /** Makes room for more films; new ones start from nothing. */
  grow(itemCount: number): void;
  /** A copy of all that it knows, for a checkpoint. */
  save(): StatisticState;
}

/** Film count and arrays of a statistic; an empty one of the same constants that merges it is what was saved. */
export type StatisticState = Readonly<{
  itemCount: number;
  arrays: Readonly<Record<string, Float64Array | Int32Array>>;
}>;

/** Adds a sequence event by event, from place `from` on. */
export function addSequence(statistic: Statistic, sequence: Sequence, from = 0): void {
  eachEvent(sequence, from, (history, item, time) => statistic.add(history, item, time));
}

/**
 * Takes back the events of a sequence from place `from` on. To retract one film, take back all from its place on, and add
 * what is left from there on: the later events had one film less before them.
 */
export function subtractSequence(statistic: Statistic, sequence: Sequence, from = 0): void {
  eachEvent(sequence, from, (history, item, time) => statistic.subtract(history, item, time));
}

/** Adds every user's sequence, and gives the statistic back. */
export function addAll<S extends Statistic>(statistic: S, interactions: Interactions): S {
  for (let user = 0; user < interactions.userCount; user++) {
    addSequence(statistic, { items: historyOf(interactions, user), times: timesOf(interactions, user) });
  }
  return statistic;
}

function eachEvent(
  { items, times }: Sequence,
  from: number,
  visit: (history: Int32Array, item: number, time: number) => void,
): void {
  const films = items instanceof Int32Array ? items : Int32Array.from(items);
  for (let place = from; place < films.length; place++) {
    visit(films.subarray(0, place), films[place]!, times[place] ?? 0);
  }
}
