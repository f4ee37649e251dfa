import type { EventLog } from "@projectionist/bus";
import { createLogger } from "@projectionist/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILMS, openTestActivity, type TestActivity } from "../activity.fixture.ts";
import { startKnownMovies, type KnownMovies } from "./known-movies.ts";

/** The log, whose tails are never found to have caught up. */
const behind = (log: EventLog): EventLog => ({
  ...log,
  tail: async (options) => ({ ...(await log.tail(options)), caughtUp: () => new Promise(() => {}) }),
});

let activity: TestActivity;
let movies: KnownMovies;
beforeAll(async () => {
  activity = await openTestActivity();
  movies = await startKnownMovies(behind(activity.log), createLogger({ service: "test", level: "silent" }));
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
