import { setTimeout as sleep } from "node:timers/promises";
import { createClient, dataOf, type ProjectionistClient } from "@projectionist/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSystem, signUp, temporaryFolder, type System } from "./testing/system.ts";

const folder = temporaryFolder();
let system: System;
let fan: ProjectionistClient;

const liked = ["alien-1979", "aliens-1986", "the-terminator-1984"];

beforeAll(async () => {
  system = await openSystem(folder.path);
  fan = (await signUp(system, "fan")).client;
  let after = "";
  for (const movieId of liked) {
    const body = { type: "liked" as const, movieId };
    after = (await dataOf(fan.POST("/v1/signals", { body }))).position;
  }
  const isKnown = async () => (await dataOf(fan.GET("/v1/me/recommendations", { params: { query: { after } } }))).fresh;
  while (!(await isKnown())) await sleep(100);
}, 120_000);
afterAll(async () => {
  await system.stop("SIGTERM");
  folder.remove();
});

const search = async (client: ProjectionistClient, q: string, more: { limit?: number; cursor?: string } = {}) =>
  dataOf(client.GET("/v1/search", { params: { query: { q, ...more } } }));
type Found = Awaited<ReturnType<typeof search>>;
const idsOf = ({ items }: { items: readonly { movie: { id: string } }[] }) => items.map(({ movie }) => movie.id);

/** Of the fan and of anybody, once both have the same ratings: those of the simulated viewers may still be counted. */
async function searchOnceSettled(q: string): Promise<{ ofFan: Found; ofAll: Found }> {
  for (;;) {
    const before = await search(system.admin, q, { limit: 100 });
    const ofFan = await search(fan, q, { limit: 100 });
    const ofAll = await search(system.admin, q, { limit: 100 });
    if (idsOf(before).join() === idsOf(ofAll).join()) return { ofFan, ofAll };
    await sleep(100);
  }
}

describe("search", () => {
  it("puts further ahead what the viewer likes, says why, and finds the same films", async () => {
    const { ofFan, ofAll } = await searchOnceSettled("science fiction");
    expect(idsOf(ofFan).toSorted()).toEqual(idsOf(ofAll).toSorted());
    expect(idsOf(ofFan)).not.toEqual(idsOf(ofAll));
    const raised = ofFan.items.filter(({ reasons }) => reasons.taste);
    expect(raised.length).toBeGreaterThan(0);
    for (const { movie, reasons } of raised) {
      expect(liked).not.toContain(movie.id);
      expect(idsOf(ofFan).indexOf(movie.id)).toBeLessThan(idsOf(ofAll).indexOf(movie.id));
      expect(liked).toContain(reasons.taste?.[0]?.movie?.id);
    }
    expect(ofAll).not.toHaveProperty("personal");
  });

  it("finds a title first, whoever asks", async () => {
    for (const [q, title] of [
      ["psycho", "Psycho"],
      ["amelie", "Amélie"],
      ["casablanca", "Casablanca"],
    ] as const) {
      expect((await search(fan, q)).items[0]?.movie.title).toBe(title);
    }
  });

  it("has pages without a film twice, which stay as they were while the viewer goes on", async () => {
    const first = await search(fan, "drama", { limit: 10 });
    const next = async ({ nextCursor }: Found) => search(fan, "drama", { limit: 10, cursor: nextCursor! });
    const [second, third] = [await next(first), await next(await next(first))];
    for (const { movie } of second.items.slice(5)) {
      await dataOf(fan.POST("/v1/signals", { body: { type: "liked", movieId: movie.id } }));
    }
    expect(idsOf(await next(first))).toEqual(idsOf(second));
    expect(idsOf(await next(second))).toEqual(idsOf(third));
    expect(new Set([first, second, third].flatMap(idsOf)).size).toBe(30);
  });
});

describe("a mood", () => {
  const deck = async (
    client: ProjectionistClient,
    mood: string,
    more: { genre?: string; after?: string; cursor?: string } = {},
  ) => dataOf(client.GET("/v1/recommendations", { params: { query: { mood, limit: 20, ...more } } }));

  it("brings films that have it and are new to the viewer, and says both", async () => {
    const { items, personal, chips } = await deck(fan, "scary");
    expect(personal).toBe(true);
    expect(chips).toMatchObject([{ kind: "mood", value: "scary" }]);
    expect(items).toHaveLength(20);
    for (const { movie, reasons } of items) {
      expect(liked).not.toContain(movie.id);
      expect(reasons[0]).toMatchObject({ type: "fitsMood", text: "As you wish: scary." });
    }
    expect(items.some(({ reasons }) => liked.includes(reasons[1]?.movie?.id ?? ""))).toBe(true);
  });

  it("leaves out what the viewer has just swiped away", async () => {
    const before = await deck(fan, "etwas Gruseliges", { genre: "Horror" });
    const [first] = before.items;
    const body = { type: "notInterested" as const, movieId: first!.movie.id };
    const { position } = await dataOf(fan.POST("/v1/signals", { body }));
    let now = await deck(fan, "etwas Gruseliges", { genre: "Horror", after: position });
    while (!now.fresh) now = await deck(fan, "etwas Gruseliges", { genre: "Horror", after: position });
    expect(idsOf(before)).toContain(first!.movie.id);
    expect(idsOf(now)).not.toContain(first!.movie.id);
    for (const { movie } of now.items) expect(movie.genres).toContain("Horror");
  });

  it("is for everybody, also without a token", async () => {
    const { items, personal, position } = await deck(createClient({ baseUrl: system.url }), "romantic");
    expect(personal).toBe(false);
    expect(position).toBeNull();
    expect(items).toHaveLength(20);
    expect(items[0]?.movie.genres).toContain("Romance");
  });
});
