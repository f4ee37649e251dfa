import { describe, expect, test } from "vitest";
import { interactionsOf, type Sequence } from "../interactions.ts";
import { addAll, addSequence, subtractSequence, type Statistic, type StatisticState } from "./statistic.ts";

export type StatisticContract = Readonly<{
  name: string;
  create(itemCount: number): Statistic;
  /** Counts everything at once, from the definition: what `save` must then say. */
  recount(sequences: readonly Sequence[], itemCount: number): StatisticState["arrays"];
}>;

const ITEMS = 12;
const DAY = 86_400;

/** Sequences that look like chance and are always the same: every film at most once in each. */
function sequences(count: number): Sequence[] {
  return Array.from({ length: count }, (_, user) => {
    const keyed = Array.from({ length: ITEMS }, (_item, item) => ({
      item,
      key: Math.sin(user * 7.31 + item * 12.9898),
    }));
    const items = keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
    const length = 2 + (user % 8);
    return { items: items.slice(0, length), times: items.slice(0, length).map((_, place) => DAY * (user + place)) };
  });
}

function expectSame(actual: StatisticState, arrays: StatisticState["arrays"]): void {
  expect(Object.keys(actual.arrays).toSorted()).toEqual(Object.keys(arrays).toSorted());
  for (const [name, expected] of Object.entries(arrays)) {
    const array = actual.arrays[name]!;
    expect(array.length).toBe(expected.length);
    const greatest = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const furthest = Array.from(expected).reduce((most, value, i) => Math.max(most, Math.abs(value - array[i]!)), 0);
    expect(furthest).toBeLessThanOrEqual(greatest * 1e-12);
  }
}

/** What every streamed statistic promises. */
export function statisticContract({ name, create, recount }: StatisticContract): void {
  describe(`${name}: as every statistic`, () => {
    const some = sequences(20);
    const [one, ...rest] = some;

    test("streamed, it is what a recount of everything says", () => {
      expectSame(addAll(create(ITEMS), interactionsOf(some, ITEMS)).save(), recount(some, ITEMS));
    });

    test("users' events may come between one another's", () => {
      const statistic = create(ITEMS);
      for (let place = 0; place < ITEMS; place++) {
        for (const { items, times } of some) {
          if (place >= items.length) continue;
          statistic.add(Array.from(items).slice(0, place), items[place]!, times[place]!);
        }
      }
      expectSame(statistic.save(), recount(some, ITEMS));
    });

    test("what is taken back was never there", () => {
      const statistic = addAll(create(ITEMS), interactionsOf(some, ITEMS));
      subtractSequence(statistic, one!);
      expectSame(statistic.save(), recount(rest, ITEMS));
    });

    test("a film out of the middle of a history is taken back with what came after it", () => {
      const whole = some[7]!;
      const without = {
        items: Array.from(whole.items).toSpliced(3, 1),
        times: Array.from(whole.times).toSpliced(3, 1),
      };
      const statistic = addAll(create(ITEMS), interactionsOf(some, ITEMS));
      subtractSequence(statistic, whole, 3);
      addSequence(statistic, without, 3);
      expectSame(statistic.save(), recount(some.with(7, without), ITEMS));
    });

    test("two halves together are the whole", () => {
      const half = addAll(create(ITEMS), interactionsOf(some.slice(0, 9), ITEMS));
      half.merge(addAll(create(ITEMS), interactionsOf(some.slice(9), ITEMS)).save());
      expectSame(half.save(), recount(some, ITEMS));
    });

    test("films appear while it counts", () => {
      const statistic = create(0);
      for (const sequence of some) {
        statistic.grow(Math.max(statistic.itemCount, ...Array.from(sequence.items, (item) => item + 1)));
        addSequence(statistic, sequence);
      }
      expect(statistic.itemCount).toBe(ITEMS);
      expectSame(statistic.save(), recount(some, ITEMS));
    });

    test("goes on from what was saved, also where films were fewer", () => {
      const early = addAll(create(ITEMS), interactionsOf(some.slice(0, 9), ITEMS)).save();
      const later = create(ITEMS + 3);
      later.merge(early);
      for (const sequence of some.slice(9)) addSequence(later, sequence);
      expect(later.itemCount).toBe(ITEMS + 3);
      expectSame(later.save(), recount(some, ITEMS + 3));
    });

    test("what was saved does not change with it", () => {
      const statistic = addAll(create(ITEMS), interactionsOf(rest, ITEMS));
      const saved = statistic.save();
      addSequence(statistic, one!);
      expectSame(saved, recount(rest, ITEMS));
    });
  });
}
