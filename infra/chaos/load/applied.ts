import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, dataOf, type ProjectionistClient } from "@projectionist/client";
import type { LoadViewer } from "./viewers.ts";

const MARK = "mark";
const PATIENCE_MS = 120_000;

/**
 * The event ids of each viewer's history, once it reflects all that was in the log at the call. Each viewer sends one more
 * signal for that, which is left out.
 */
export async function historiesOf(
  viewers: readonly LoadViewer[],
  movieId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const mark = `${MARK}-${Date.now()}`;
  const histories = new Map<string, readonly string[]>();
  for (const { userId, client } of viewers) {
    const body = { eventId: mark, type: "clicked" as const, movieId };
    const { position } = await dataOf(client.POST("/v1/signals", { body }));
    await untilFresh(client, position);
    histories.set(
      userId,
      (await historyOf(client)).filter((eventId) => !eventId.startsWith(MARK)),
    );
  }
  return histories;
}

/** Waits until history and recommendations reflect a position. */
export async function untilFresh(client: ProjectionistClient, after: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  const query = { params: { query: { after, limit: 1 } } };
  for (const path of ["/v1/me/history", "/v1/me/recommendations"] as const) {
    for (;;) {
      const { data, response } = await client.GET(path, query);
      if (data?.fresh === true) break;
      if (Date.now() > deadline) {
        const last = data ? `reflects ${data.position}` : `answers ${response.status}`;
        throw new Error(`${path} does not come to reflect ${after}: it ${last}`);
      }
      await sleep(100);
    }
  }
}

/** The event ids of a viewer's history as it is now, latest first. */
export async function historyOf(client: ProjectionistClient): Promise<string[]> {
  const eventIds: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    const page = await patiently(() => dataOf(client.GET("/v1/me/history", { params: { query } })));
    eventIds.push(...page.items.map((item) => item.eventId));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return eventIds;
}

/** Reads again while the system cannot answer: after an outage a busy machine may need longer for a page than the gateway waits. */
async function patiently<T>(read: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status < 500 || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}
