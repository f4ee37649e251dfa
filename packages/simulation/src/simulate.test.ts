import { expect, it } from "vitest";
import { createLiveViewers } from "./live.ts";
import { simulateHistory } from "./simulate.ts";
import type { SimulatedFilm } from "./films.ts";

const UNTIL = Date.parse("2026-01-31T00:00:00Z");
const genres = ["Horror", "Comedy", "Drama", "Animation", "Western", "Science Fiction", "Documentary", "Crime"];

/** 240 films: eight genres, trilogies, directors with six films each. */
const films: SimulatedFilm[] = Array.from({ length: 240 }, (_, n) => ({
  id: `film-${n}`,
  year: 1930 + ((n * 37) % 95),
  genres: [genres[Math.floor(n / 30)] ?? "Drama"],
  keywords: [],
  directors: [`director-${Math.floor(n / 6)}`],
  language: n % 4 === 0 ? "fr" : "en",
  series: n % 6 < 3 ? `series-${Math.floor(n / 6)}` : null,
  seriesOrder: n % 6 < 3 ? (n % 6) + 1 : null,
}));

const simulate = (seed = 1) =>
  simulateHistory({ films, seed, until: UNTIL, named: [{ id: "alice", taste: "fear", films: 20 }] });
const history = simulate();

it("yields about as many signals as asked, within the days, in the order of time, with unique ids", () => {
  expect(history.length).toBeGreaterThan(34_000);
  expect(history.length).toBeLessThan(46_000);
  const times = history.map((signal) => Date.parse(signal.occurredAt));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(UNTIL - 30 * 86_400_000);
  expect(times.at(-1)).toBeLessThanOrEqual(UNTIL);
  expect(new Set(history.map((signal) => signal.eventId)).size).toBe(history.length);
  expect(new Set(history.map((signal) => signal.userId)).size).toBe(501);
});

it("is the same for the same seed, and another for another", () => {
  expect(simulate()).toEqual(history);
  expect(simulate(2)).not.toEqual(history);
});

it("gives viewers tastes: a lover of fear turns to horror far more often than the crowd", () => {
  const share = (signals: typeof history) =>
    signals.filter((signal) => Number(signal.movieId.slice(5)) < 30).length / signals.length;
  expect(share(history.filter((signal) => signal.userId === "alice"))).toBeGreaterThan(2 * share(history));
});

it("follows series in order", () => {
  const views = history.filter((signal) => signal.type === "viewed" && signal.userId !== "alice");
  const first = new Map(views.map((signal, at) => [`${signal.userId} ${signal.movieId}`, at]));
  let inOrder = 0;
  let outOfOrder = 0;
  for (const [key, at] of first) {
    const [userId, film = ""] = key.split(" ");
    const n = Number(film.slice(5));
    if (films[n]?.seriesOrder !== 2) continue;
    const before = first.get(`${userId} film-${n - 1}`);
    if (before === undefined || before > at) outOfOrder++;
    else inOrder++;
  }
  expect(inOrder).toBeGreaterThan(4 * outOfOrder);
});

it("goes on live, with ids of the run", () => {
  const live = createLiveViewers({ films, seed: 3, run: "a" });
  const signals = Array.from({ length: 50 }, () => live.next(UNTIL)).flat();
  expect(signals.length).toBeGreaterThan(50);
  expect(new Set(signals.map((signal) => signal.eventId)).size).toBe(signals.length);
  expect(signals.every((signal) => signal.eventId.startsWith("live-a-"))).toBe(true);
});
