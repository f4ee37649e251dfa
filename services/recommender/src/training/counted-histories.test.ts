import { describe, expect, test } from "vitest";
import type { LoggedSignal } from "../projector/project-events.ts";
import { randomPartition, seeded } from "../projector/testing/random-log.ts";
import type { LedgerEntry } from "../signal-state/signal-state.ts";
import { Recount } from "../verify/recount.ts";
import { CountedHistories } from "./counted-histories.ts";
import { createStatistics } from "./fit-models.ts";
import { viewerHistory } from "./viewer-history.ts";

/** What a plain recount of a log says: ledgers by viewer, and how many have each film in their history. */
function recounted(log: readonly LoggedSignal[]) {
  const recount = new Recount();
  for (const signal of log) recount.add(signal);
  const ledgers = new Map<string, readonly LedgerEntry[]>();
  const popularity = new Map<string, number>();
  for (const entry of recount.entries(5)) {
    if (entry.kind === "ledger") ledgers.set(entry.userId, entry.entries);
    if (entry.kind === "totals" && entry.totals.history > 0) popularity.set(entry.movieId, entry.totals.history);
  }
  return { ledgers, popularity };
}

const empty = () => new CountedHistories(createStatistics);

/** Counts by film ids, so that numbers do not matter. */
function countsOf({ statistics: { popularity, gram, transitions }, movieIds }: ReturnType<typeof empty>) {
  const pairs = new Map<string, number>();
  const after = transitions.toMatrix(0.7);
  for (const [i, a] of movieIds.entries())
    for (const [j, b] of movieIds.entries()) {
      const count = after.data[i * after.columns + j]!;
      if (count !== 0) pairs.set(`${a} > ${b}`, count);
    }
  for (const [i, a] of movieIds.entries())
    for (const [j, b] of movieIds.entries()) if (a <= b && gram.at(i, j) !== 0) pairs.set(`${a} ${b}`, gram.at(i, j));
  const films = movieIds.map((id, number) => [id, popularity.counts[number]!] as const);
  return { films: new Map(films.filter(([, count]) => count !== 0)), pairs };
}

/** Counts all viewers of a log at once. */
function batch(log: readonly LoggedSignal[]) {
  const all = empty();
  for (const [userId, entries] of recounted(log).ledgers) all.put(viewerHistory(userId, 0, entries));
  return countsOf(all);
}

describe.each(Array.from({ length: 25 }, (_, seed) => seed))("random signals, seed %i", (seed) => {
  const random = seeded(seed);
  const log = randomPartition(random, 0, 60 + random(120));

  test("counted as they come, retractions and erasures among them, they are a recount of the whole", () => {
    const streamed = empty();
    for (let end = 0; end < log.length;) {
      const begin = end;
      end = Math.min(log.length, end + 1 + random(20));
      const { ledgers } = recounted(log.slice(0, end));
      for (const userId of new Set(log.slice(begin, end).map(({ event }) => event.userId)))
        streamed.put(viewerHistory(userId, 0, ledgers.get(userId) ?? []));
    }
    expect(countsOf(streamed)).toEqual(batch(log));
    expect(countsOf(streamed).films).toEqual(recounted(log).popularity);
  });

  test("goes on from what was saved", () => {
    const half = recounted(log.slice(0, log.length / 2)).ledgers;
    const first = empty();
    for (const [userId, entries] of half) first.put(viewerHistory(userId, 0, entries));
    const again = CountedHistories.load(first.save(), createStatistics);
    expect(countsOf(again)).toEqual(countsOf(first));
    expect(again.histories).toEqual(first.histories);
    const { ledgers } = recounted(log);
    for (const userId of new Set([...half.keys(), ...ledgers.keys()]))
      again.put(viewerHistory(userId, 0, ledgers.get(userId) ?? []));
    expect(countsOf(again)).toEqual(batch(log));
    expect(again.signals).toBe([...again.histories.values()].reduce((sum, { items }) => sum + items.length, 0));
  });
});

test("statistics that an older checkpoint does not have are counted from its histories", () => {
  const log = randomPartition(seeded(99), 0, 100);
  const all = empty();
  for (const [userId, entries] of recounted(log).ledgers) all.put(viewerHistory(userId, 0, entries));
  const { "gram/cells": _cells, ...older } = all.save();
  expect(countsOf(CountedHistories.load(older, createStatistics))).toEqual(countsOf(all));
});

test("an erased viewer leaves nothing", () => {
  const history = (userId: string, ...movieIds: string[]) => ({
    userId,
    partition: 0,
    movieIds,
    times: movieIds.map((_, n) => n),
    offsets: movieIds.map((_, n) => n),
  });
  const all = empty();
  all.put(history("stays", "a", "b"));
  all.put(history("goes", "c", "b", "a"));
  all.put(history("goes"));
  const alone = empty();
  alone.put(history("stays", "a", "b"));
  expect(countsOf(all)).toEqual(countsOf(alone));
  expect([...all.histories.keys()]).toEqual(["stays"]);
});

test("a statistic is of the first films alone, whoever had others between them", () => {
  const few = () => ({ ...createStatistics(), mostFilms: { popularity: 9, gram: 2, transitions: 9 } });
  const all = new CountedHistories(few);
  const put = (userId: string, ...movieIds: string[]) =>
    all.put({ userId, partition: 0, movieIds, times: movieIds.map(() => 0), offsets: movieIds.map((_, n) => n) });
  put("one", "a", "c");
  put("two", "a", "x", "c", "y");
  put("two", "x", "a", "c", "y");
  const { gram, transitions } = all.statistics;
  expect([gram.itemCount, transitions.itemCount]).toEqual([2, 4]);
  expect(gram.at(0, 1)).toBeCloseTo(2 * Math.SQRT1_2, 6);
  const again = CountedHistories.load(all.save(), few);
  expect(again.statistics.gram.save()).toEqual(gram.save());
  put("one");
  put("two");
  expect(gram.at(0, 1)).toBe(0);
});
