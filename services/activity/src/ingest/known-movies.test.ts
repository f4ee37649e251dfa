import type { EventLog } from "@projectionist/bus";
import { createLogger } from "@projectionist/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILMS, openTestActivity, type TestActivity } from "../activity.fixture.ts";
import { startKnownMovies, type KnownMovies } from "./known-movies.ts";

const silent = createLogger({ service: "test", level: "silent" });

/** The log, whose tails are never found to have caught up. */
const behind = (log: EventLog): EventLog => ({
  ...log,
  tail: async (options) => ({ ...(await log.tail(options)), caughtUp: () => new Promise(() => {}) }),
});

let activity: TestActivity;
let movies: KnownMovies;
beforeAll(async () => {
  activity = await openTestActivity();
  movies = await startKnownMovies(behind(activity.log), silent);
});
afterAll(async () => {
  await movies.stop();
  await activity.close();
});

test("a copy that stays behind tells no film to be missing", async () => {
  await expect.poll(() => FILMS.every((id) => movies.has(id)), { timeout: 15_000 }).toBe(true);
  await expect(movies.missing(["nope"])).rejects.toMatchObject({ code: "unavailable" });
  expect(await movies.missing(FILMS)).toEqual(new Set());
});

test("a crowd that asks for films that are not there asks the log seldom", async () => {
  let asked = 0;
  const counting: EventLog = {
    ...activity.log,
    async tail(options) {
      const tail = await activity.log.tail(options);
      return { ...tail, caughtUp: () => (asked++, tail.caughtUp()) };
    },
  };
  const known = await startKnownMovies(counting, silent);
  try {
    await known.caughtUp();
    const before = asked;
    const missing = await Promise.all(Array.from({ length: 50 }, () => known.missing(["nope"])));
    expect(missing.every((films) => films.has("nope"))).toBe(true);
    expect(asked - before).toBe(1);
  } finally {
    await known.stop();
  }
});
