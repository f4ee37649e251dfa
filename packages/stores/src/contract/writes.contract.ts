import { describe, expect, it } from "vitest";
import { DuplicateKeyError, VersionConflictError } from "../documents.ts";
import { createHarness, eventOf, type DocumentsContract, type Film } from "./harness.ts";

export function writesContract(contract: DocumentsContract): void {
  const { newPlace, openAt, openFilms } = createHarness(contract);

  describe("versions", () => {
    it("count up from 1", async () => {
      const films = await openFilms();
      expect(await films.get("1")).toBeUndefined();
      expect(await films.put("1", { title: "a" })).toBe(1);
      expect(await films.put("1", { title: "b" })).toBe(2);
      expect(await films.put("1", { title: "c" }, { expectedVersion: 2 })).toBe(3);
      expect(await films.get("1")).toEqual({ id: "1", version: 3, value: { title: "c" } });
    });

    it("hold off writes that expect another one", async () => {
      const films = await openFilms();
      await expect(films.put("1", { title: "a" }, { expectedVersion: 1 })).rejects.toThrow(VersionConflictError);
      await films.put("1", { title: "a" }, { expectedVersion: "absent" });
      await expect(films.put("1", { title: "b" }, { expectedVersion: "absent" })).rejects.toThrow(VersionConflictError);
      await expect(films.put("1", { title: "b" }, { expectedVersion: 2 })).rejects.toThrow(/films\/1 was changed/);
      expect(await films.get("1")).toEqual({ id: "1", version: 1, value: { title: "a" } });
    });

    it("let exactly one of twenty racing writers win", async () => {
      const films = await openFilms();
      await films.put("1", { title: "", year: 0 });
      for (const expectedVersion of [1, "absent"] as const) {
        const id = expectedVersion === 1 ? "1" : "new";
        const race = Array.from({ length: 20 }, (_, year) => films.put(id, { title: "", year }, { expectedVersion }));
        const ends = await Promise.allSettled(race);
        expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
        for (const end of ends) if (end.status === "rejected") expect(end.reason).toBeInstanceOf(VersionConflictError);
        const winner = ends.findIndex(({ status }) => status === "fulfilled");
        expect((await films.get(id))?.value.year).toBe(winner);
      }
    });

    it("make twenty concurrent increments add up", async () => {
      const films = await openFilms();
      await films.put("1", { title: "", year: 0 });
      const increment = async () => {
        for (;;) {
          const { version, value } = (await films.get("1"))!;
          try {
            return await films.put("1", { ...value, year: value.year! + 1 }, { expectedVersion: version });
          } catch (error) {
            if (!(error instanceof VersionConflictError)) throw error;
          }
        }
      };
      const versions = await Promise.all(Array.from({ length: 20 }, increment));
      expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
      expect(await films.get("1")).toEqual({ id: "1", version: 21, value: { title: "", year: 20 } });
    });

    it("are whole numbers from 1", async () => {
      const films = await openFilms();
      for (const expectedVersion of [0, -1, 1.5, Number.NaN, "1"] as number[]) {
        await expect(films.put("1", { title: "a" }, { expectedVersion })).rejects.toThrow("expectedVersion");
      }
    });
  });

  describe("values", () => {
    const values: Record<string, unknown> = {
      text: ["", "é", "😀", "\u0000", 'quote " and \\', "\u2028", "' OR 1=1 --"],
      numbers: [0, -1, 0.1, 1e21, 5e-324, 1.7976931348623157e308, 2 ** 53 + 2, 246506078957104860],
      nested: { empty: {}, list: [], nothing: null, yes: true, no: false, deep: [[[{ a: 1 }]]] },
      keys: { "a.b": 1, $set: 2, constructor: 3, toString: 4, "with space": 5 },
    };

    it("come back as they were", async () => {
      const films = await openFilms();
      for (const [name, extra] of Object.entries(values)) {
        await films.put(name, { title: name, extra });
        const found = (await films.get(name))!.value;
        expect(found).toEqual({ title: name, extra });
        expect(JSON.stringify(found.extra)).toBe(JSON.stringify(extra));
      }
    });

    it("are those of the moment of the call", async () => {
      const films = await openFilms();
      const value: Film = { title: "before" };
      const writing = films.put("1", value);
      value.title = "after";
      await writing;
      expect((await films.get("1"))?.value.title).toBe("before");
      (await films.get("1"))!.value.title = "changed by a reader";
      expect((await films.get("1"))?.value.title).toBe("before");
    });

    it("are replaced as a whole", async () => {
      const films = await openFilms();
      await films.put("1", { title: "a", year: 1927, genre: "noir" });
      await films.put("1", { title: "a" });
      expect((await films.get("1"))?.value).toEqual({ title: "a" });
      expect(await films.count({ year: 1927 })).toBe(0);
    });

    it("refuse what JSON would change", async () => {
      const films = await openFilms();
      const refused: [unknown, string][] = [
        [new Date(0), "value.extra.at"],
        [Number.NaN, "value.extra.at"],
        [Number.POSITIVE_INFINITY, "value.extra.at"],
        [1n, "value.extra.at"],
        [new Uint8Array(1), "value.extra.at"],
        [new Map(), "value.extra.at"],
        [[undefined], "value.extra.at[0]"],
        ["\ud800", "value.extra.at"],
        [JSON.parse('{"__proto__": {"polluted": true}}'), "__proto__"],
      ];
      for (const [at, path] of refused) {
        await expect(films.put("1", { title: "a", extra: { at } }), String(at)).rejects.toThrow(path);
      }
      expect(await films.get("1")).toBeUndefined();
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });

    it("refuse to be no object, too deep, or too long", async () => {
      const films = await openFilms();
      await expect(films.put("1", [] as unknown as Film)).rejects.toThrow(TypeError);
      const circle: Film = { title: "a" };
      circle.extra = circle;
      await expect(films.put("1", circle)).rejects.toThrow(/deeper than 100/);
      await expect(films.put("1", { title: "a".repeat(16 * 1024 * 1024) })).rejects.toThrow(/characters/);
    });

    it("have an id that is a text of 1 to 512 characters", async () => {
      const films = await openFilms();
      expect(await films.put("a".repeat(512), { title: "a" })).toBe(1);
      for (const id of ["", "a".repeat(513), "\ud800", 1, null] as string[]) {
        await expect(films.put(id, { title: "a" })).rejects.toThrow(/id of a document/);
        await expect(films.delete(id)).rejects.toThrow(/id of a document/);
      }
    });
  });

  describe("getMany", () => {
    it("answers those that exist, by id", async () => {
      const films = await openFilms();
      await films.put("a", { title: "A" });
      await films.put("b'\"\u0000", { title: "B" });
      const found = await films.getMany(["a", "missing", "b'\"\u0000", "a"]);
      expect([...found.keys()].toSorted()).toEqual(["a", "b'\"\u0000"]);
      expect(found.get("a")).toEqual({ id: "a", version: 1, value: { title: "A" } });
      expect((await films.getMany([])).size).toBe(0);
    });

    it("takes thousands of ids", async () => {
      const films = await openFilms();
      const ids = Array.from({ length: 5_000 }, (_, i) => `id-${i}`);
      await films.putMany(ids.filter((_, i) => i % 2 === 0).map((id) => ({ id, value: { title: id } })));
      const found = await films.getMany(ids);
      expect(found.size).toBe(2_500);
      expect(found.get("id-4998")?.value.title).toBe("id-4998");
      expect(found.has("id-4999")).toBe(false);
    });
  });

  describe("unique keys", () => {
    it("are held by one document, which may write itself again", async () => {
      const films = await openFilms();
      await films.put("1", { title: "a", isbn: "x" });
      const error = await films.put("2", { title: "b", isbn: "x" }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DuplicateKeyError);
      expect(error).toMatchObject({ fields: ["isbn"], message: "films: isbn is taken" });
      expect(await films.get("2")).toBeUndefined();
      expect(await films.put("1", { title: "c", isbn: "x" })).toBe(2);
    });

    it("may be made of several fields, and exempt documents that lack one", async () => {
      const films = await openFilms();
      await films.put("1", { title: "a", studio: "UFA", reel: 1 });
      await films.put("2", { title: "b", studio: "UFA", reel: 2 });
      await films.put("3", { title: "c", studio: "UFA" });
      await films.put("4", { title: "d", studio: "UFA" });
      await films.put("5", { title: "e", isbn: null });
      await films.put("6", { title: "f", isbn: null });
      await expect(films.put("7", { title: "g", studio: "UFA", reel: 2 })).rejects.toMatchObject({
        fields: ["studio", "reel"],
      });
    });

    it("are freed by deleting, with or without events, and by another value", async () => {
      const films = await openFilms();
      await films.put("1", { title: "a", isbn: "x" });
      await films.delete("1");
      await films.put("2", { title: "b", isbn: "x" });
      await films.delete("2", { events: [eventOf("gone")] });
      await films.put("3", { title: "c", isbn: "x" });
      await films.put("3", { title: "c", isbn: "y" });
      expect(await films.put("4", { title: "d", isbn: "x" })).toBe(1);
    });

    it("leave the document as it was when a change would break them", async () => {
      const { documents, films } = await openAt(newPlace());
      await films.put("1", { title: "a", isbn: "x" });
      await films.put("2", { title: "b", isbn: "y" });
      const change = films.put("2", { title: "c", isbn: "x" }, { events: [eventOf("no")] });
      await expect(change).rejects.toThrow(DuplicateKeyError);
      expect(await films.get("2")).toEqual({ id: "2", version: 1, value: { title: "b", isbn: "y" } });
      expect(await documents.pendingEvents(10)).toEqual([]);
    });

    it("are won by exactly one of twenty racing documents", async () => {
      const films = await openFilms();
      const race = Array.from({ length: 20 }, (_, i) => films.put(`${i}`, { title: "", isbn: "x" }));
      const ends = await Promise.allSettled(race);
      expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await films.count({ isbn: "x" })).toBe(1);
    });
  });

  describe("putMany", () => {
    it("gives each write its own outcome, in order", async () => {
      const films = await openFilms();
      await films.put("old", { title: "old", isbn: "x" });
      const outcomes = await films.putMany([
        { id: "1", value: { title: "a" } },
        { id: "1", value: { title: "b" }, expectedVersion: 1 },
        { id: "1", value: { title: "late" }, expectedVersion: 1 },
        { id: "2", value: { title: "c", isbn: "x" } },
        { id: "old", value: { title: "new" } },
        { id: "2", value: { title: "d", isbn: "x" }, expectedVersion: "absent" },
        { id: "3", value: { title: "e", isbn: "x" } },
      ]);
      expect(outcomes).toEqual([
        { outcome: "written", version: 1 },
        { outcome: "written", version: 2 },
        { outcome: "conflict" },
        { outcome: "duplicate", fields: ["isbn"] },
        { outcome: "written", version: 2 },
        { outcome: "written", version: 1 },
        { outcome: "duplicate", fields: ["isbn"] },
      ]);
      expect((await films.get("1"))?.value.title).toBe("b");
      expect(await films.putMany([])).toEqual([]);
    });

    it("writes nothing when one of the writes is malformed", async () => {
      const films = await openFilms();
      const writes = [
        { id: "1", value: { title: "a" } },
        { id: "2", value: { title: "b", extra: Number.NaN } },
      ];
      await expect(films.putMany(writes)).rejects.toThrow("value.extra");
      expect(await films.count()).toBe(0);
    });
  });

  describe("delete", () => {
    it("answers whether there was one, and begins versions anew", async () => {
      const films = await openFilms();
      expect(await films.delete("1")).toBe(false);
      await films.put("1", { title: "a" });
      await films.put("1", { title: "b" });
      expect(await films.delete("1")).toBe(true);
      expect(await films.delete("1")).toBe(false);
      expect(await films.get("1")).toBeUndefined();
      expect(await films.put("1", { title: "c" }, { expectedVersion: "absent" })).toBe(1);
    });

    it("minds the expected version", async () => {
      const films = await openFilms();
      await films.put("1", { title: "a" });
      await expect(films.delete("1", { expectedVersion: 2 })).rejects.toThrow(VersionConflictError);
      await expect(films.delete("1", { expectedVersion: "absent" })).rejects.toThrow(VersionConflictError);
      expect(await films.delete("1", { expectedVersion: 1 })).toBe(true);
      expect(await films.delete("1", { expectedVersion: 1 })).toBe(false);
    });

    it.each([[[]], [[eventOf("deleted")]]])("hides the document from every read (events: %j)", async (events) => {
      const films = await openFilms();
      await films.put("1", { title: "a", year: 1927, isbn: "x" });
      await films.put("2", { title: "b", year: 1927 });
      await films.delete("1", { events });
      expect(await films.get("1")).toBeUndefined();
      expect([...(await films.getMany(["1", "2"])).keys()]).toEqual(["2"]);
      expect((await films.find({})).items.map(({ id }) => id)).toEqual(["2"]);
      expect((await films.find({ where: { year: 1927 } })).items.map(({ id }) => id)).toEqual(["2"]);
      expect(await films.count()).toBe(1);
      expect(await films.count({ isbn: "x" })).toBe(0);
      await expect(films.put("1", { title: "c" }, { expectedVersion: 1 })).rejects.toThrow(VersionConflictError);
    });
  });
}
