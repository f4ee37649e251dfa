import { createClient, dataOf } from "@projectionist/client";
import type { HttpCaller } from "./http-caller.ts";

export type Freshness = Readonly<{
  /** Milliseconds, of each like. */
  posts: readonly number[];
  /** From the 202 to the reply that has changed for it. */
  changes: readonly number[];
  /** How many replies did not say `fresh`, or had not changed. */
  unchanged: number;
}>;

/**
 * A viewer of his own likes films, one after the other, and asks for recommendations that reflect each like. What he is
 * shown differs from before: the film itself is gone at the least, or a row is named after it.
 */
export async function measureFreshness(
  url: string,
  caller: HttpCaller,
  movieIds: readonly string[],
): Promise<Freshness> {
  const account = { email: `bench-${Date.now().toString(36)}@example.com`, password: "correct horse battery" };
  const { accessToken } = await dataOf(createClient({ baseUrl: url }).POST("/v1/auth/register", { body: account }));
  const headers = { authorization: `Bearer ${accessToken}` };
  const shown = async (after?: string) => {
    const query = after === undefined ? "" : `?after=${after}`;
    const { status, body } = await caller.get(`/v1/me/recommendations${query}`, headers);
    if (status !== 200) throw new Error(`GET /v1/me/recommendations: ${status} ${body.slice(0, 300)}`);
    const { rows, fresh } = JSON.parse(body) as Shown;
    return { ids: JSON.stringify(rows.map(({ id, items }) => [id, items.map(({ movie }) => movie.id)])), fresh };
  };
  const [posts, changes]: [number[], number[]] = [[], []];
  let unchanged = 0;
  let before = await shown();
  for (const movieId of movieIds) {
    const begun = performance.now();
    const answer = await caller.post("/v1/signals", JSON.stringify({ type: "liked", movieId }), headers);
    if (answer.status !== 202) throw new Error(`POST /v1/signals: ${answer.status} ${answer.body.slice(0, 300)}`);
    const acknowledged = performance.now();
    const after = await shown((JSON.parse(answer.body) as { position: string }).position);
    posts.push(acknowledged - begun);
    changes.push(performance.now() - acknowledged);
    if (!after.fresh || after.ids === before.ids) unchanged++;
    before = after;
  }
  return { posts, changes, unchanged };
}

type Shown = Readonly<{
  fresh: boolean;
  rows: readonly Readonly<{ id: string; items: readonly Readonly<{ movie: Readonly<{ id: string }> }>[] }>[];
}>;
