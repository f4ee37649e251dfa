/**
 * What a viewer waits for, through the gateway of a running system (`RATE_LIMIT_VIEWERS_PER_MINUTE=0 npm start -- --quiet`):
 *
 *   node infra/bench/story.ts [http://localhost:8080]
 *
 * Prints the time of `GET /v1/me/recommendations` over 200 calls, of posting a signal, and from its 202 to the reply whose
 * rows have changed for it. What it signals, it takes back.
 */
import { createClient, dataOf } from "@projectionist/client";
import { printHeader } from "./header.ts";
import { quantiles } from "./quantiles.ts";

const CALLS = 200;
const LIKES = 100;

printHeader("what a viewer waits for, through the gateway", { calls: CALLS, likes: LIKES });

const baseUrl = process.argv[2] ?? "http://localhost:8080";
const anyone = createClient({ baseUrl });
const demo = { email: "alice@example.com", password: "projectionist" };
const { accessToken } = await dataOf(anyone.POST("/v1/auth/login", { body: demo }));
const alice = createClient({ baseUrl, accessToken });

/** The ids of everything shown, in order. */
async function shown(after?: string): Promise<{ ids: string; fresh: boolean }> {
  const query = after === undefined ? {} : { after };
  const { rows, fresh } = await dataOf(alice.GET("/v1/me/recommendations", { params: { query } }));
  return { ids: rows.map((row) => row.items.map(({ movie }) => movie.id).join()).join("|"), fresh };
}

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const begin = performance.now();
  const result = await work();
  times.push(performance.now() - begin);
  return result;
}

for (let n = 0; n < 20; n++) await shown();
const reads: number[] = [];
for (let n = 0; n < CALLS; n++) await timed(reads, () => shown());

const films = (await dataOf(anyone.GET("/v1/movies", { params: { query: { sort: "rating", limit: LIKES } } }))).items;
const writes: number[] = [];
const changes: number[] = [];
let unchanged = 0;
let before = await shown();
for (const { id } of films) {
  const body = { type: "liked" as const, movieId: id };
  const { position, results } = await timed(writes, () => dataOf(alice.POST("/v1/signals", { body })));
  const after = await timed(changes, () => shown(position));
  if (!after.fresh || after.ids === before.ids) unchanged++;
  const path = { eventId: results[0]?.eventId ?? "" };
  const back = await dataOf(alice.DELETE("/v1/me/history/{eventId}", { params: { path } }));
  before = await shown(back.position);
}

console.table({
  "GET /v1/me/recommendations (ms)": quantiles(reads),
  "POST /v1/signals, to its 202 (ms)": quantiles(writes),
  "202 to changed recommendations (ms)": quantiles(changes),
});
console.log(`${LIKES} likes, ${unchanged} left the rows unchanged or stale`);
