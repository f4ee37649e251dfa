import { setTimeout as sleep } from "node:timers/promises";
import { openEventLog } from "@projectionist/bus";
import { dataOf, type ProjectionistClient } from "@projectionist/client";
import { decodeEvent, type SignalEvent } from "@projectionist/contracts";
import { DEFAULT_WINDOW, keyspaceOf } from "@projectionist/recommender";
import { linesOf, recount } from "@projectionist/recommender/recount";
import { openSignalState } from "@projectionist/recommender/signal-state";
import { afterAll, expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";
import { signUp, startSystem, temporaryFolder, type System } from "./testing/system.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const VIEWERS = 10;
const BATCH = 50;
const BATCHES_A_SECOND = 20;
const SECONDS_BEFORE_KILL = 2.5;
const PATIENCE_MS = 180_000;
const TYPES = ["liked", "viewed", "clicked", "watchlisted"] as const;

it(
  "loses nothing that was answered 202 and counts it once, when killed during 1,000 signals a second",
  async () => {
    const first = await startSystem({ folder: folder.path });
    const films = (await dataOf(first.admin.GET("/v1/movies", { params: { query: { limit: 100 } } }))).items;
    const viewers = await Promise.all(Array.from({ length: VIEWERS }, (_, n) => signUp(first, `crash-${n}`)));
    const accepted = viewers.map(() => new Set<string>());
    let refused = 0;
    const killed = new AbortController();
    const posts: Promise<void>[] = [];
    const pushing = (async () => {
      for (let n = 0; !killed.signal.aborted; n++) {
        const viewer = n % VIEWERS;
        const signals = Array.from({ length: BATCH }, (_, i) => ({
          eventId: `e-${n}-${i}`,
          type: TYPES[(n + i) % TYPES.length] ?? "liked",
          movieId: films[(n * 7 + i * 3) % films.length]?.id ?? "",
        }));
        const client = viewers[viewer]?.client as ProjectionistClient;
        posts.push(
          dataOf(client.POST("/v1/signals", { body: { signals } })).then(
            ({ results }) =>
              results.forEach(({ eventId, outcome }) => outcome === "accepted" && accepted[viewer]?.add(eventId)),
            () => void refused++,
          ),
        );
        await sleep(1000 / BATCHES_A_SECOND);
      }
    })();
    await sleep(SECONDS_BEFORE_KILL * 1000);
    await first.stop("SIGKILL");
    killed.abort();
    await pushing;
    await Promise.all(posts);
    expect(accepted.reduce((sum, ids) => sum + ids.size, 0)).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(0);

    const second = await startSystem({ folder: folder.path });
    const again = createClients(second, viewers);
    for (const [viewer, ids] of accepted.entries()) {
      const history = await historyOf(again[viewer] as ProjectionistClient);
      const count = new Map<string, number>();
      for (const id of history) count.set(id, (count.get(id) ?? 0) + 1);
      expect([...ids].filter((id) => count.get(id) !== 1)).toEqual([]);
      expect([...count].filter(([, times]) => times !== 1)).toEqual([]);
    }
    expect(await second.stop("SIGTERM")).toBe(0);

    const { counted, expected } = await countsAndRecount();
    expect(counted.length).toBeGreaterThan(10_000);
    expect(counted).toEqual(expected);
  },
  PATIENCE_MS,
);

function createClients(system: System, viewers: readonly Awaited<ReturnType<typeof signUp>>[]): ProjectionistClient[] {
  return viewers.map((viewer) => viewer.as(system));
}

/** All event ids of a viewer's history. The first page waits until the projection has what was in the log. */
async function historyOf(client: ProjectionistClient): Promise<string[]> {
  const position = await lastPosition(client);
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let fresh = false; !fresh;) {
    fresh = (await dataOf(client.GET("/v1/me/history", { params: { query: { after: position, limit: 1 } } }))).fresh;
  }
  do {
    const page = await dataOf(
      client.GET("/v1/me/history", { params: { query: { limit: 200, ...(cursor ? { cursor } : {}) } } }),
    );
    ids.push(...page.items.map((item) => item.eventId).filter((id) => id !== "last"));
    cursor = page.nextCursor;
  } while (cursor);
  return ids;
}

async function lastPosition(client: ProjectionistClient): Promise<string> {
  const body = { eventId: "last", type: "clicked" as const, movieId: "alien-1979" };
  return (await dataOf(client.POST("/v1/signals", { body }))).position;
}

/** What the stopped system's state holds, and what a plain recount of its log says. */
async function countsAndRecount(): Promise<Readonly<{ counted: string[]; expected: string[] }>> {
  const files = openDataFolder(folder.path, false);
  const state = await openSignalState(files.engine("signal-state"));
  const log = await openEventLog(files.engine("log"));
  const counted = await linesOf(state.scan(keyspaceOf(await log.epoch("activity.signals"))));
  await state.close();
  const logged: { event: SignalEvent; offset: number; appendedAt: number }[] = [];
  const tail = await log.tail({
    topic: "activity.signals",
    from: [],
    onRecords: async (records) => {
      for (const { value, offset, appendedAt } of records)
        logged.push({ event: decodeEvent(value) as SignalEvent, offset, appendedAt });
    },
  });
  await tail.caughtUp();
  await log.close();
  return { counted, expected: recount(logged, DEFAULT_WINDOW) };
}
