import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { startMongo, type Mongo } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { createConnection } from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventOf, FILMS, textOf, type Film } from "../contract/harness.ts";
import { documentsContract } from "../documents.contract.ts";
import type { Collection, Documents } from "../documents.ts";
import { EngineOpenError } from "../engine-open-error.ts";
import { openDocuments } from "../open.ts";
import { EVENT_ID_HEADER } from "../outbox-event.ts";
import { startOutboxRelay } from "../outbox-relay.ts";
import type { StoredCollection, StoredDocument } from "./stored-document.ts";

describeWithEngines("MongoDB's wire protocol", () => {
  let server: Mongo;
  beforeAll(async () => {
    server = await startMongo();
  }, 120_000);
  afterAll(() => server?.remove());

  documentsContract({
    name: "MongoDB",
    open: (place) => openDocuments(server.url(place)),
    capabilities: { persistent: true },
  });

  const newUrl = () => server.url(`t${randomBytes(8).toString("hex")}`);

  /** Opens as often as told, hands over, closes. */
  async function withStores(url: string, count: number, use: (stores: Documents[]) => Promise<void>): Promise<void> {
    const stores = await Promise.all(Array.from({ length: count }, () => openDocuments(url)));
    try {
      await use(stores);
    } finally {
      await Promise.all(stores.map((documents) => documents.close()));
    }
  }

  const withFilms = (url: string, use: (films: Collection<Film>, documents: Documents) => Promise<void>) =>
    withStores(url, 1, async ([documents]) => use(await documents!.collection(FILMS), documents!));

  /** Hands over the films as they are stored. */
  async function withStored(url: string, use: (stored: StoredCollection) => Promise<void>): Promise<void> {
    const connection = await createConnection(url).asPromise();
    try {
      await use(connection.collection<StoredDocument>("films"));
    } finally {
      await connection.close();
    }
  }

  describe("several processes", () => {
    it("hold to versions and unique keys between them", async () => {
      await withStores(newUrl(), 4, async (stores) => {
        const collections = await Promise.all(stores.map((documents) => documents.collection(FILMS)));
        await collections[0]!.put("1", { title: "", year: 0 });
        const race = Array.from({ length: 40 }, (_, i) =>
          collections[i % 4]!.put("1", { title: "", year: i }, { expectedVersion: 1 }),
        );
        const winners = (await Promise.allSettled(race)).filter(({ status }) => status === "fulfilled");
        expect(winners).toHaveLength(1);
        await collections[1]!.put("2", { title: "", isbn: "x" });
        await expect(collections[2]!.put("3", { title: "", isbn: "x" })).rejects.toThrow("isbn is taken");
      });
    });

    it("lose no unconditional write when all of them make the same document", async () => {
      await withStores(newUrl(), 2, async (stores) => {
        const collections = await Promise.all(stores.map((documents) => documents.collection(FILMS)));
        const race = Array.from({ length: 20 }, (_, i) =>
          collections[i % 2]!.put("1", { title: `${i}` }, { events: [eventOf(`${i}`)] }),
        );
        const versions = await Promise.all(race);
        expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
        const pending = await stores[0]!.pendingEvents(100);
        const last = versions.indexOf(20);
        expect(pending.map(({ event }) => textOf(event)).at(-1)).toBe(`${last}`);
        expect(pending).toHaveLength(20);
        expect((await collections[0]!.get("1"))?.value.title).toBe(`${last}`);
      });
    });

    it("find what one of an older definition writes by the indexes of a newer one", async () => {
      await withStores(newUrl(), 2, async ([older, newer]) => {
        const films = await older!.collection<Film>({ name: "films" });
        const indexed = await newer!.collection(FILMS);
        await films.put("1", { title: "M", year: 1931, isbn: "x" });
        expect(await indexed.count({ year: 1931 })).toBe(1);
        await expect(films.put("2", { title: "M", isbn: "x" })).rejects.toMatchObject({ fields: ["isbn"] });
      });
    });
  });

  describe("unique keys that come later", () => {
    it("of several fields hold for the documents that are there", async () => {
      await withFilms(newUrl(), async (_, documents) => {
        const reels = await documents.collection<Film>({ name: "reels" });
        await reels.putMany(
          Array.from({ length: 1_200 }, (_, reel) => ({ id: `${reel}`, value: { title: "", studio: "UFA", reel } })),
        );
        await reels.put("without", { title: "", studio: "UFA" });
        const keyed = await documents.collection<Film>({ name: "reels", unique: [["studio", "reel"]] });
        const taken = { title: "", studio: "UFA", reel: 1_199 };
        await expect(keyed.put("new", taken)).rejects.toMatchObject({ fields: ["studio", "reel"] });
        expect((await keyed.get("1199"))?.version).toBe(1);
        expect(await keyed.put("1199", taken)).toBe(2);
      });
    });

    it("are refused when documents break them, and the collection stays usable", async () => {
      await withFilms(newUrl(), async (films, documents) => {
        await films.put("1", { title: "M", year: 1931 });
        await films.put("2", { title: "M", year: 1931 });
        for (const unique of [["title"], ["title", "year"]] as const) {
          await expect(documents.collection<Film>({ name: "films", unique: [unique] })).rejects.toThrow(
            `${unique.join(", ")} is taken`,
          );
        }
        expect(await films.put("3", { title: "M" })).toBe(1);
      });
    });
  });

  describe("what is stored", () => {
    it("is one document with its scalars, its other parts and its outbox, which the last acknowledgement takes away", async () => {
      const url = newUrl();
      await withFilms(url, async (films, documents) => {
        await films.put("1", { title: "M", year: 1931, extra: { cast: ["Lorre"] } }, { events: [eventOf("a")] });
        await withStored(url, async (stored) => {
          expect(await stored.findOne({ _id: "1" })).toMatchObject({
            version: 1,
            fields: { title: "M", year: 1931 },
            rest: '{"extra":{"cast":["Lorre"]}}',
            outbox: [{ topic: "films", key: "k" }],
          });
          await films.delete("1", { events: [eventOf("b")] });
          expect(await stored.findOne({ _id: "1" }, { projection: { outbox: 0 } })).toEqual({ _id: "1", version: 0 });
          await documents.acknowledgeEvents(await documents.pendingEvents(1));
          expect(await stored.countDocuments()).toBe(1);
          await documents.acknowledgeEvents(await documents.pendingEvents(1));
          expect(await stored.countDocuments()).toBe(0);
        });
      });
    });

    it("gives back keys that BSON or the client would take for something else", async () => {
      await withFilms(newUrl(), async (films) => {
        const odd = {
          $ref: "a",
          $id: "b",
          _bsontype: "ObjectId",
          "nul\0": 1,
          constructor: "c",
          toBSON: "d",
          length: -1,
        };
        const value = { title: "", extra: [odd], ...odd } as Film;
        await films.put("1", value);
        expect(await films.get("1")).toEqual({ id: "1", version: 1, value });
        expect((await films.find({})).items[0]?.value).toEqual(value);
      });
    });

    it("takes nothing of a caller for an operator", async () => {
      await withFilms(newUrl(), async (films) => {
        await films.put("1", { title: "M" });
        const operator = { $gt: "" } as unknown as string;
        expect(await films.get(operator)).toBeUndefined();
        expect((await films.getMany([operator])).size).toBe(0);
        await expect(films.delete(operator)).rejects.toThrow(TypeError);
        await expect(films.put("1", { title: "N" }, { expectedVersion: operator as never })).rejects.toThrow(TypeError);
        await expect(films.find({ where: { title: { $gt: "" } as never } })).rejects.toThrow(TypeError);
        expect((await films.get("1"))?.version).toBe(1);
      });
    });

    it("publishes the events of a document in the order of its writes, though the clock went back", async () => {
      const url = newUrl();
      await withFilms(url, async (films, documents) => {
        await films.put("1", { title: "" }, { events: [eventOf("first")] });
        await withStored(url, async (stored) => {
          await stored.updateOne({ _id: "1" }, { $set: { "outbox.0.stamp": (Date.now() + 3_600_000) * 1_000 } });
        });
        await films.put("1", { title: "" }, { events: [eventOf("second")] });
        await films.put("2", { title: "" }, { events: [eventOf("of another")] });
        const texts = (await documents.pendingEvents(10)).map(({ event }) => textOf(event));
        expect(texts).toEqual(["of another", "first", "second"]);
      });
    });
  });

  it("publishes again, under the same ids, what a relay published that was killed before it removed it", async () => {
    const url = newUrl();
    await withFilms(url, async (films, documents) => {
      for (const text of ["1", "2", "3"]) await films.put("1", { title: text }, { events: [eventOf(text)] });
      const publishedBefore = await new Promise<string>((resolve) => {
        const fixture = fileURLToPath(new URL("publish-and-die.fixture.ts", import.meta.url));
        execFile(process.execPath, [fixture, url], (_, stdout) => resolve(stdout));
      });
      const published: (string | undefined)[] = [];
      const relay = startOutboxRelay({
        documents,
        publish: async (events) => void published.push(...events.map(({ headers }) => headers?.[EVENT_ID_HEADER])),
      });
      await relay.flush();
      await relay.stop();
      expect(published).toHaveLength(3);
      expect(publishedBefore.trim().split("\n")).toEqual(published);
      expect(await documents.pendingEvents(1)).toEqual([]);
    });
  });

  describe("opening", () => {
    const patience = 15_000;
    const secret = "p%40ss-w0rd";
    const login = `projectionist:${secret}`;

    it.each([
      [
        "no server there",
        () => `mongodb://${login}@127.0.0.1:1/films`,
        "check that MongoDB runs at that host and port",
      ],
      ["TLS asked of a plain server", () => `${server.url("films")}?tls=true`, "check tls in its URL"],
      ["no CA file", () => `${server.url("films")}?tls=true&tlsCAFile=/none.pem`, "check tls in its URL"],
      ["no such option", () => `mongodb://${login}@127.0.0.1/films?colour=red`, "write its URL as"],
      ["no port", () => `mongodb://${login}@127.0.0.1:port/films`, "write its URL as"],
      ["no host", () => "mongodb://", "write its URL as"],
    ])(
      "says in one line what to do: %s",
      async (_, url, advice) => {
        const error = await openDocuments(url()).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(EngineOpenError);
        const { message, cause, stack } = error as EngineOpenError;
        expect(message).toContain(advice);
        expect(message).not.toContain("\n");
        expect(cause).toBeUndefined();
        for (const hidden of [secret, decodeURIComponent(secret)]) expect(message + stack).not.toContain(hidden);
      },
      patience,
    );
  });
});
