import { startMongo, type Mongo } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { eventOf, FILMS, textOf, type Film } from "../contract/harness.ts";
import { StoreUnavailableError, type Collection, type Documents } from "../documents.ts";
import { openDocuments } from "../open.ts";

const PATIENCE = { timeout: 60_000, interval: 50 };
/** The adapter's deadline, and time for a busy machine. */
const LATEST_MS = 9_000;

/** Writes new documents, each with an event, from eight callers at once until it is stopped. */
function keepWriting(films: Collection<Film>, prefix: string) {
  const answered: string[] = [];
  const errors: string[] = [];
  let longestMs = 0;
  const stopping = new AbortController();
  const callers = Array.from({ length: 8 }, async (_, caller) => {
    for (let count = 0; !stopping.signal.aborted; count++) {
      const id = `${prefix}-${caller}-${count}`;
      const begun = performance.now();
      try {
        await films.put(id, { title: "", year: count }, { expectedVersion: "absent", events: [eventOf(id)] });
        answered.push(id);
      } catch (error) {
        errors.push((error as Error).name);
      }
      longestMs = Math.max(longestMs, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
  return {
    answered,
    errors,
    longestMs: () => longestMs,
    stop: async () => {
      stopping.abort();
      await Promise.all(callers);
    },
  };
}

describeWithEngines("MongoDB that fails", () => {
  let server: Mongo;
  let documents: Documents;
  let films: Collection<Film>;
  beforeAll(async () => {
    server = await startMongo();
    documents = await openDocuments(server.url("films"));
    films = await documents.collection(FILMS);
  }, 120_000);
  afterAll(async () => {
    await documents?.close();
    await server?.remove();
  });

  const faults: [string, (server: Mongo) => Promise<void>, (server: Mongo) => Promise<void>][] = [
    ["stopped and started", ({ stop }) => stop(), ({ start }) => start()],
    ["frozen and thawed", ({ freeze }) => freeze(), ({ thaw }) => thaw()],
  ];

  it.each(faults)(
    "when %s while eight write: they are refused in time, go on by themselves, and nothing answered is missing",
    async (prefix, begin, end) => {
      const writing = keepWriting(films, prefix);
      await vi.waitFor(() => expect(writing.answered.length).toBeGreaterThan(100), PATIENCE);
      await begin(server);
      await vi.waitFor(() => expect(writing.errors.length).toBeGreaterThanOrEqual(16), PATIENCE);
      await expect(films.get("any")).rejects.toMatchObject({ name: "StoreUnavailableError", outcome: "refused" });
      await expect(documents.pendingEvents(1)).rejects.toThrow(StoreUnavailableError);
      const before = writing.answered.length;
      await end(server);
      await vi.waitFor(() => expect(writing.answered.length).toBeGreaterThan(before + 100), PATIENCE);
      await writing.stop();

      expect(new Set(writing.errors)).toEqual(new Set(["StoreUnavailableError"]));
      expect(writing.longestMs()).toBeLessThan(LATEST_MS);
      const found = await films.getMany(writing.answered);
      expect(writing.answered.filter((id) => !found.has(id))).toEqual([]);
      const pending = (await documents.pendingEvents(100_000)).filter(({ documentId }) =>
        documentId.startsWith(prefix),
      );
      expect(pending.filter(({ documentId, event }) => documentId !== textOf(event))).toEqual([]);
      const announced = new Set(pending.map(({ documentId }) => documentId));
      expect(announced.size).toBe(pending.length);
      expect(writing.answered.filter((id) => !announced.has(id))).toEqual([]);
    },
    180_000,
  );
});
