import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, dataOf, type ProjectionistClient } from "@projectionist/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSystem, signUp, temporaryFolder, type SignedUp, type System } from "./testing/system.ts";

const page = readFileSync(join(import.meta.dirname, "../../../packages/contracts/docs/order-and-time.md"), "utf8");
const sentences = [...page.matchAll(/^- (.+)$/gm)].map(([, sentence]) => sentence ?? "");
const shown = new Set<string>();

const DAY_MS = 24 * 3_600_000;
const folder = temporaryFolder();
const run = Date.now().toString(36);
let system: System;

beforeAll(async () => {
  system = await openSystem(folder.path);
}, 120_000);
afterAll(async () => {
  await system.stop("SIGTERM");
  folder.remove();
});

/** Shows a sentence of the page: a viewer of the test's own, and a film that nobody else knows. */
function shows(sentence: string, test: (viewer: SignedUp, movieId: string) => Promise<void>): void {
  shown.add(sentence);
  it(sentence, { timeout: 60_000 }, async () => {
    const name = `order-${shown.size}-${sentences.indexOf(sentence)}`;
    await test(await signUp(system, name), await newFilm(name));
  });
}

/** A film of the test's own, once signals may name it: on a busy machine that takes more than the second that they wait. */
async function newFilm(name: string): Promise<string> {
  const body = { id: `${name}-${run}`, title: `A film for ${name} ${run}` };
  const path = { movieId: (await dataOf(system.admin.POST("/v1/movies", { body }))).id };
  const known = async () => (await system.admin.GET("/v1/movies/{movieId}/reviews", { params: { path } })).response.ok;
  await expect.poll(known, { timeout: 20_000 }).toBe(true);
  return path.movieId;
}

type Signal = Readonly<{ type: "viewed" | "rated" | "liked" | "unliked" | "clicked" }> &
  Readonly<{ value?: number; eventId?: string; occurredAt?: string; movieId: string }>;

const tell = async (client: ProjectionistClient, ...signals: Signal[]) =>
  patiently(() => dataOf(client.POST("/v1/signals", { body: { signals } })));
const takeBack = ({ client }: SignedUp, eventId: string) =>
  patiently(() => dataOf(client.DELETE("/v1/me/history/{eventId}", { params: { path: { eventId } } })));

/** Tries again while the system is busy, as `retry-after` asks a client to. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status < 503) throw error;
      await sleep(200);
    }
  }
}

async function until<T extends Readonly<{ fresh: boolean }>>(read: () => Promise<T>): Promise<T> {
  for (;;) {
    const reply = await read();
    if (reply.fresh) return reply;
  }
}

const ratingsOf = async (movieId: string, after: string) =>
  (
    await until(() =>
      dataOf(system.admin.GET("/v1/movies/{movieId}/reviews", { params: { path: { movieId }, query: { after } } })),
    )
  ).ratings;
const historyOf = async ({ client }: SignedUp, after: string) =>
  (await until(() => dataOf(client.GET("/v1/me/history", { params: { query: { after } } })))).items.map(
    ({ eventId }) => eventId,
  );
/** Why the film is the viewer's: its strategy tells whether the recommender counts anything of the viewer. */
const strategyOf = async ({ userId }: SignedUp, after: string) =>
  (
    await until(() =>
      dataOf(
        system.admin.GET("/v1/users/{userId}/recommendations", {
          params: { path: { userId }, query: { after, limit: 1 } },
        }),
      ),
    )
  ).strategy;
/** The films of the last hour, the leading first. */
const trending = async () =>
  (await dataOf(system.admin.GET("/v1/trending", { params: { query: { window: "1h", limit: 100 } } }))).items.map(
    ({ movie }) => movie.id,
  );

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

shows(
  "A viewer's signals count in the order in which the log recorded them, whatever `occurredAt` says.",
  async ({ client }, movieId) => {
    await tell(client, { type: "rated", value: 5, movieId, occurredAt: ago(0) });
    const { position } = await tell(client, { type: "rated", value: 2, movieId, occurredAt: ago(300 * DAY_MS) });
    expect(await ratingsOf(movieId, position)).toMatchObject({ average: 2, count: 1 });
  },
);

shows(
  "The last rating of a film in the log stands, whether given alone or with a review.",
  async ({ client }, movieId) => {
    const body = { text: "Better than its stars.", rating: 5 };
    const review = () =>
      patiently(() => dataOf(client.POST("/v1/movies/{movieId}/reviews", { params: { path: { movieId } }, body })));
    await tell(client, { type: "rated", value: 1, movieId });
    expect(await ratingsOf(movieId, (await review()).position)).toMatchObject({ average: 5, count: 1 });
    const { position } = await tell(client, { type: "rated", value: 3, movieId });
    expect(await ratingsOf(movieId, position)).toMatchObject({ average: 3, count: 1 });
  },
);

shows(
  "`unliked` and `unwatchlisted` end what stands before them in the log, and nothing that comes behind.",
  async (viewer, movieId) => {
    const early = await tell(viewer.client, { type: "unliked", movieId, occurredAt: ago(0) });
    const liked = await tell(viewer.client, { type: "liked", movieId, occurredAt: ago(DAY_MS) });
    expect(await strategyOf(viewer, early.position)).toBeDefined();
    expect(await strategyOf(viewer, liked.position)).not.toBe("baseline");
    const { position } = await tell(viewer.client, { type: "unliked", movieId, occurredAt: ago(2 * DAY_MS) });
    expect(await strategyOf(viewer, position)).toBe("baseline");
  },
);

shows(
  "An event id counts once per viewer, for ever: the first in the log stands, whatever a later one says.",
  async (viewer, movieId) => {
    const first = await tell(viewer.client, { type: "rated", value: 4, movieId, eventId: "once" });
    expect(await historyOf(viewer, first.position)).toEqual(["once"]);
    const { position, results } = await tell(viewer.client, { type: "rated", value: 1, movieId, eventId: "once" });
    expect(results).toMatchObject([{ outcome: "duplicate" }]);
    expect(await ratingsOf(movieId, position)).toMatchObject({ average: 4, count: 1 });
  },
);

shows("The same event id of another viewer is another signal.", async (viewer, movieId) => {
  const other = await signUp(system, "order-other");
  await tell(viewer.client, { type: "rated", value: 4, movieId, eventId: "once" });
  const one = await tell(other.client, { type: "rated", value: 2, movieId, eventId: "once" });
  await expect.poll(async () => (await ratingsOf(movieId, one.position)).count, { timeout: 20_000 }).toBe(2);
});

shows("An id that was taken back stays taken.", async (viewer, movieId) => {
  await tell(viewer.client, { type: "liked", movieId, eventId: "taken" });
  const back = await takeBack(viewer, "taken");
  expect(await historyOf(viewer, back.position)).toEqual([]);
  const again = await tell(viewer.client, { type: "liked", movieId, eventId: "taken" });
  expect(again.results).toMatchObject([{ outcome: "duplicate" }]);
  expect(await strategyOf(viewer, again.position)).toBe("baseline");
});

shows("`occurredAt` before 1990 or more than 5 minutes ahead of the clock is refused.", async ({ client }, movieId) => {
  for (const occurredAt of ["1989-12-31T23:59:59Z", ago(-6 * 60_000)]) {
    const told = tell(client, { type: "liked", movieId, occurredAt });
    await expect(told).rejects.toMatchObject({ status: 400, problem: { code: "all-signals-rejected" } });
  }
});

shows(
  "A signal more than 7 days older than its append counts in full, but never touches trending.",
  async (viewer, movieId) => {
    const fresh = await newFilm("order-fresh");
    const { position } = await tell(
      viewer.client,
      { type: "rated", value: 5, movieId, occurredAt: ago(8 * DAY_MS) },
      { type: "clicked", movieId: fresh },
    );
    await expect.poll(trending, { timeout: 20_000 }).toContain(fresh);
    expect(await trending()).not.toContain(movieId);
    expect(await ratingsOf(movieId, position)).toMatchObject({ average: 5, count: 1 });
    expect(await strategyOf(viewer, position)).not.toBe("baseline");
  },
);

shows("Of one viewer, film and type, trending counts one signal per hour of `occurredAt`.", async (viewer, movieId) => {
  const twice = await newFilm("order-twice");
  const occurredAt = ago(0);
  const clicks = Array.from({ length: 5 }, () => ({ type: "clicked" as const, movieId, occurredAt }));
  await tell(viewer.client, ...clicks, { type: "clicked", movieId: twice, occurredAt });
  const other = await signUp(system, "order-clicks");
  await tell(other.client, { type: "clicked", movieId: twice, occurredAt });
  const placesOf = async () => (await trending()).filter((id) => id === movieId || id === twice);
  await expect.poll(placesOf, { timeout: 20_000 }).toEqual([twice, movieId]);
});

shows(
  "A signal taken back leaves everything as if it had never been: what it replaced stands again.",
  async (viewer, movieId) => {
    await tell(viewer.client, { type: "rated", value: 4, movieId, eventId: "first" });
    await tell(viewer.client, { type: "rated", value: 1, movieId, eventId: "second" });
    const { position, removed } = await takeBack(viewer, "second");
    expect(removed).toEqual(["second"]);
    expect(await ratingsOf(movieId, position)).toMatchObject({ average: 4, count: 1 });
    const last = await takeBack(viewer, "first");
    expect(await ratingsOf(movieId, last.position)).toMatchObject({ average: null, count: 0 });
    expect(await strategyOf(viewer, last.position)).toBe("baseline");
  },
);

shows("Taking `unliked` back lets the like stand again.", async (viewer, movieId) => {
  const signals = [
    { type: "liked" as const, movieId, eventId: "like" },
    { type: "unliked" as const, movieId, eventId: "unlike" },
  ];
  const { position } = await tell(viewer.client, ...signals);
  expect(await strategyOf(viewer, position)).toBe("baseline");
  expect(await strategyOf(viewer, (await takeBack(viewer, "unlike")).position)).not.toBe("baseline");
});

shows("Taking back once more answers the same receipt.", async (viewer, movieId) => {
  await tell(viewer.client, { type: "liked", movieId, eventId: "back" });
  const receipts = await Promise.all([takeBack(viewer, "back"), takeBack(viewer, "back")]);
  const [first] = receipts;
  expect(await historyOf(viewer, first.position)).toEqual([]);
  const later = await takeBack(viewer, "back");
  for (const receipt of receipts) expect(receipt).toMatchObject({ eventId: later.eventId, removed: ["back"] });
  expect(await takeBack(viewer, "back")).toEqual(later);
});

shows("What is not recorded yet cannot be taken back, and counts when it comes.", async (viewer, movieId) => {
  await expect(takeBack(viewer, "later")).rejects.toMatchObject({ status: 404 });
  const { position } = await tell(viewer.client, { type: "liked", movieId, eventId: "later" });
  expect(await historyOf(viewer, position)).toEqual(["later"]);
  expect(await strategyOf(viewer, position)).not.toBe("baseline");
});

shows(
  "Nothing of an erased viewer counts, neither what was before the erasure nor what comes behind it.",
  async (viewer, movieId) => {
    await tell(viewer.client, { type: "rated", value: 5, movieId });
    const late: Promise<unknown>[] = [];
    const erasing = dataOf(viewer.client.DELETE("/v1/me"));
    for (let index = 0; index < 10; index++) {
      late.push(dataOf(viewer.client.POST("/v1/signals", { body: { type: "liked", movieId } })).catch(() => {}));
    }
    await Promise.all([erasing, ...late]);
    let receipt = await erasing;
    while (!receipt.history) receipt = await dataOf(viewer.client.DELETE("/v1/me"));
    const { position } = receipt.history;
    expect(await ratingsOf(movieId, position)).toMatchObject({ average: null, count: 0 });
    expect(await strategyOf(viewer, position)).toBe("baseline");
    const body = { signals: [{ userId: viewer.userId, type: "liked" as const, movieId }] };
    const refused = dataOf(system.admin.POST("/v1/signals", { body }));
    await expect(refused).rejects.toMatchObject({ status: 400 });
  },
);

it("shows every sentence of the page", () => expect([...shown]).toEqual(sentences));
