import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, createClient, dataOf, type ProjectionistClient } from "@projectionist/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSystem, signUp, temporaryFolder, type System } from "./testing/system.ts";

const folder = temporaryFolder();
let system: System;

beforeAll(async () => {
  system = await openSystem(folder.path);
}, 120_000);
afterAll(async () => {
  await system.stop("SIGTERM");
  folder.remove();
});

async function home(client: ProjectionistClient, after?: string) {
  const query = { limit: 8, ...(after === undefined ? {} : { after }) };
  return dataOf(client.GET("/v1/me/recommendations", { params: { query } }));
}

/** Reads until the reply reflects the position: a busy system may need more than the second that a read waits. */
async function homeAfter(client: ProjectionistClient, position: string) {
  for (;;) {
    const reply = await home(client, position);
    if (reply.fresh) return reply;
  }
}

/** Tries again while the system is busy, as `retry-after` asks a client to. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status < 503) throw error;
      await sleep(500);
    }
  }
}

/** Erases the account; repeats it while the history's part of the receipt is still under way. */
async function erase(client: ProjectionistClient) {
  for (;;) {
    const receipt = await dataOf(client.DELETE("/v1/me"));
    if (receipt.history) return receipt;
  }
}

const like = (movieId: string, eventId?: string) => ({
  type: "liked" as const,
  movieId,
  ...(eventId ? { eventId } : {}),
});

it("changes the next recommendation for a click, names the film, and takes it back as if it had never been", async () => {
  const { client } = await signUp(system, "story");
  const cold = await home(client);
  expect(cold.strategy).toBe("baseline");

  const { position, results } = await dataOf(client.POST("/v1/signals", { body: like("my-neighbor-totoro-1988") }));
  const liked = await homeAfter(client, position);
  expect(liked.rows[0]?.items[0]?.reasons[0]?.movie?.id).toBe("my-neighbor-totoro-1988");
  expect(liked.rows.flatMap((row) => row.items.map(({ movie }) => movie.id))).not.toContain("my-neighbor-totoro-1988");

  const eventId = results[0]?.eventId ?? "";
  const retract = () => dataOf(client.DELETE("/v1/me/history/{eventId}", { params: { path: { eventId } } }));
  const back = await patiently(retract);
  expect(back.removed).toEqual([eventId]);
  expect(await patiently(retract)).toEqual(back);
  const after = await homeAfter(client, back.position);
  expect(after.strategy).toBe("baseline");
});

it("counts an event id once, however often and in parallel it is sent", async () => {
  const { client } = await signUp(system, "parallel");
  const send = () => dataOf(client.POST("/v1/signals", { body: like("alien-1979", "once") }));
  const replies = await Promise.all(Array.from({ length: 20 }, send));
  const position = replies.at(-1)?.position ?? "";
  await homeAfter(client, position);
  for (let fresh = false; !fresh;) {
    const page = await dataOf(client.GET("/v1/me/history", { params: { query: { after: position } } }));
    fresh = page.fresh;
    if (fresh) expect(page.items.map((item) => item.eventId)).toEqual(["once"]);
  }
});

it("shows a rating, a review and a watchlist where they belong, and erases them with the account", async () => {
  const { client, userId } = await signUp(system, "erased");
  const path = { movieId: "psycho-1960" };
  await dataOf(client.PUT("/v1/me/ratings/{movieId}", { params: { path }, body: { rating: 4.5 } }));
  await dataOf(client.PUT("/v1/me/watchlist/{movieId}", { params: { path: { movieId: "vertigo-1958" } } }));
  const text = "Never take a shower again.";
  const review = await dataOf(client.POST("/v1/movies/{movieId}/reviews", { params: { path }, body: { text } }));
  const reviews = async (after: string) =>
    dataOf(client.GET("/v1/movies/{movieId}/reviews", { params: { path, query: { after, limit: 200 } } }));
  let page = await reviews(review.position);
  while (!page.fresh) page = await reviews(review.position);
  expect(page.items.find(({ id }) => id === review.reviewId)).toMatchObject({ text });
  const ratings = await dataOf(client.GET("/v1/me/ratings"));
  expect(ratings.items).toMatchObject([{ movieId: "psycho-1960", rating: 4.5 }]);
  const watchlist = await dataOf(client.GET("/v1/me/watchlist"));
  expect(watchlist.items).toMatchObject([{ movieId: "vertigo-1958" }]);

  const receipt = await erase(client);
  expect(receipt.history?.removed).toEqual({ signals: { rated: 1, watchlisted: 1, reviewed: 1 }, reviewTexts: 1 });
  const { position = "" } = receipt.history ?? {};
  page = await reviews(position);
  while (!page.fresh) page = await reviews(position);
  expect(page.items.filter(({ id }) => id === review.reviewId)).toEqual([]);
  const seen = () =>
    dataOf(
      system.admin.GET("/v1/users/{userId}/recommendations", {
        params: { path: { userId }, query: { after: position, limit: 1 } },
      }),
    );
  await expect.poll(async () => (await seen()).fresh, { timeout: 20_000 }).toBe(true);
  expect((await seen()).strategy).toBe("baseline");

  expect(await dataOf(client.DELETE("/v1/me"))).toEqual(receipt);
  const { receiptId } = receipt;
  const anybody = createClient({ baseUrl: system.url });
  const later = await dataOf(anybody.GET("/v1/erasures/{receiptId}", { params: { path: { receiptId } } }));
  expect(later).toEqual(receipt.history);
});
