import { describe, expect, it } from "vitest";
import { BadCursorError, type Collection, type Query, type Where } from "../documents.ts";
import { createHarness, type DocumentsContract, type Film } from "./harness.ts";

/** The ids of all pages. */
async function walk(films: Collection<Film>, query: Query<Film>, between = async () => {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof films.find>> = await films.find({
      ...query,
      ...(cursor === undefined ? {} : { cursor }),
    });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    await between();
  } while (cursor !== undefined);
  return ids;
}

export function queriesContract(contract: DocumentsContract): void {
  const { openFilms } = createHarness(contract);

  describe("find and count", () => {
    const shelf: Record<string, Film> = {
      a: { title: "Nosferatu", year: 1922, genre: "horror", seen: true, rank: 1 },
      b: { title: "Metropolis", year: 1927, genre: "scifi", seen: false, rank: "1" },
      c: { title: "Vampyr", year: 1932, genre: "horror", rank: 10 },
      d: { title: "M", year: 1931, genre: "noir", seen: true, rank: "z" },
      e: { title: "Faust", genre: "horror", seen: false },
      f: { title: "Sunrise", year: 1927, genre: "drama", seen: true, rank: 9 },
    };

    const conditions: [Where<Film>, string][] = [
      [{}, "abcdef"],
      [{ year: 1927 }, "bf"],
      [{ genre: "horror" }, "ace"],
      [{ genre: "horror", year: 1932 }, "c"],
      [{ genre: "horror", year: { gt: 1922 } }, "c"],
      [{ year: { gte: 1927, lt: 1932 } }, "bdf"],
      [{ year: { gt: 1927 } }, "cd"],
      [{ year: { lte: 1927 } }, "abf"],
      [{ year: { in: [1922, 1931, 2001] } }, "ad"],
      [{ year: { in: [1922, 1927], gt: 1922 } }, "bf"],
      [{ year: { in: [] } }, ""],
      [{ genre: { in: ["noir", "drama"] }, year: { gte: 1930 } }, "d"],
      [{ title: { gte: "M", lt: "N" } }, "bd"],
      [{ seen: true }, "adf"],
      [{ seen: { in: [true, false] } }, "abdef"],
      [{ seen: { gt: false } }, "adf"],
      [{ rank: 1 }, "a"],
      [{ rank: "1" }, "b"],
      [{ rank: { gte: 1 } }, "acf"],
      [{ rank: { gte: "" } }, "bd"],
      [{ rank: { lt: "z" } }, "b"],
      [{ genre: "' OR 1=1 --" }, ""],
    ];

    it("answer what meets every condition", async () => {
      const films = await openFilms();
      await films.putMany(Object.entries(shelf).map(([id, value]) => ({ id, value })));
      for (const [where, expected] of conditions) {
        const { items, nextCursor } = await films.find({ where });
        expect(items.map(({ id }) => id).join(""), JSON.stringify(where)).toBe(expected);
        expect(nextCursor).toBeUndefined();
        expect(await films.count(where), JSON.stringify(where)).toBe(expected.length);
      }
      expect(await films.count()).toBe(6);
      expect((await films.find({ where: { seen: true } })).items[0]).toEqual({
        id: "a",
        version: 1,
        value: shelf["a"],
      });
    });

    it("tell apart numbers that differ in the last bit", async () => {
      const films = await openFilms();
      const years = [0.1 + 0.2, 0.3, 2 ** 53, 2 ** 53 + 2, 246506078957104860, 1e21, -1e-7];
      await films.putMany(years.map((year, i) => ({ id: `${i}`, value: { title: "", year } })));
      for (const year of years) expect(await films.count({ year })).toBe(1);
    });

    it("refuse conditions that are malformed, naming the field", async () => {
      const films = await openFilms();
      const refused: [object, string][] = [
        [{ year: { $ne: null } }, "year"],
        [{ year: undefined }, "year"],
        [{ year: null }, "year"],
        [{ year: {} }, "year"],
        [{ year: { gt: {} } }, "year.gt"],
        [{ year: { gt: 1, $lt: 2 } }, "year"],
        [{ year: Number.NaN }, "year"],
        [{ year: { in: [{}] } }, "year.in"],
        [{ year: { in: "1" } }, "year.in"],
        [{ year: { in: Array.from({ length: 1_001 }, (_, i) => i) } }, "at most 1000"],
        [{ extra: 1 }, "no index"],
        [{ genre: "a", title: "b" }, "no index"],
        [{ $where: "1" }, "no index"],
        [JSON.parse('{"__proto__": 1}') as object, "no index"],
      ];
      for (const [where, message] of refused) {
        await expect(films.find({ where }), JSON.stringify(where)).rejects.toThrow(message);
        await expect(films.count(where), JSON.stringify(where)).rejects.toThrow(message);
      }
    });

    it("refuse a sort that no index covers, or without direction", async () => {
      const films = await openFilms();
      await expect(films.find({ sort: { by: "genre", direction: "up" as "asc" } })).rejects.toThrow("sort.direction");
      const query: Query<Film> = { where: { seen: true }, sort: { by: "year", direction: "asc" } };
      await expect(films.find(query)).rejects.toThrow("films has no index that begins with seen, year");
    });

    it("limit a page to 1..1000 documents, 100 unless told", async () => {
      const films = await openFilms();
      await films.putMany(Array.from({ length: 1_001 }, (_, i) => ({ id: `${i}`, value: { title: "" } })));
      expect((await films.find({})).items).toHaveLength(100);
      expect((await films.find({ limit: 1 })).items).toHaveLength(1);
      const page = await films.find({ limit: 1_000 });
      expect(page.items).toHaveLength(1_000);
      expect((await films.find({ limit: 1_000, cursor: page.nextCursor! })).items).toHaveLength(1);
      for (const limit of [0, -1, 1_001, 1.5, Number.NaN, "5"]) {
        await expect(films.find({ limit: limit as number })).rejects.toThrow("limit");
      }
    });
  });

  describe("sort and cursor", () => {
    const titles = ["", "10", "9", "A", "Z", "a", "é", "z", "😀", "\ufffd"];
    const sample = Array.from({ length: 60 }, (_, i) => {
      const value: Film = { title: titles[i % titles.length]!, genre: i % 3 === 0 ? "noir" : "drama" };
      if (i % 4 !== 0) value.year = [1922, 9, -1, 10.5, 1927][i % 5]!;
      if (i % 5 !== 0) value.seen = i % 2 === 0;
      if (i % 6 !== 0) value.rank = i % 2 === 0 ? i % 7 : `${i % 7}`;
      return { id: `id${(i * 37) % 60}`, value };
    });

    const fill = (films: Collection<Film>) => films.putMany(sample);

    /** Missing first, numbers, strings by code point, booleans; ties by id. */
    function expectedOrder(by: keyof Film | undefined, direction: "asc" | "desc", kept = sample): string[] {
      const types = ["undefined", "number", "string", "boolean"];
      const compare = (a: unknown, b: unknown) => {
        if (typeof a !== typeof b) return types.indexOf(typeof a) - types.indexOf(typeof b);
        return typeof a === "string" ? Buffer.compare(Buffer.from(a), Buffer.from(b as string)) : Number(a) - Number(b);
      };
      const field = (value: Film) => (by === undefined || value[by] === undefined ? undefined : value[by]);
      const sorted = kept.toSorted((a, b) => {
        const byField =
          field(a.value) === undefined && field(b.value) === undefined ? 0 : compare(field(a.value), field(b.value));
        return byField || compare(a.id, b.id);
      });
      return (direction === "asc" ? sorted : sorted.toReversed()).map(({ id }) => id);
    }

    const sorts = (["year", "title", "seen", "rank"] as const).flatMap((by) =>
      (["asc", "desc"] as const).map((direction) => ({ by, direction })),
    );

    it.each(sorts)("order by $by $direction, ties by id, page after page", async (sort) => {
      const films = await openFilms();
      await fill(films);
      for (const limit of [1, 7, 60]) {
        expect(await walk(films, { sort, limit })).toEqual(expectedOrder(sort.by, sort.direction));
      }
    });

    it("order by id unless told, and hold with conditions", async () => {
      const films = await openFilms();
      await fill(films);
      expect(await walk(films, { limit: 7 })).toEqual(expectedOrder(undefined, "asc"));
      const noir = sample.filter(({ value }) => value.genre === "noir");
      const sort = { by: "year", direction: "desc" } as const;
      expect(await walk(films, { where: { genre: "noir" }, sort, limit: 3 })).toEqual(
        expectedOrder("year", "desc", noir),
      );
      const late = sample.filter(({ value }) => (value.year ?? 0) > 9);
      expect(await walk(films, { where: { year: { gt: 9 } }, sort, limit: 3 })).toEqual(
        expectedOrder("year", "desc", late),
      );
    });

    it("hold with ranges of the sort field, which compare values of their own type only", async () => {
      const films = await openFilms();
      await fill(films);
      const ranges: [Where<Film>, (rank: unknown) => boolean][] = [
        [{ rank: { gte: 2 } }, (rank) => typeof rank === "number" && rank >= 2],
        [{ rank: { lt: "4" } }, (rank) => typeof rank === "string" && rank < "4"],
        [{ rank: { gt: "1" } }, (rank) => typeof rank === "string" && rank > "1"],
        [{ rank: { gt: 1, lte: 5 } }, (rank) => typeof rank === "number" && rank > 1 && rank <= 5],
        [{ rank: { gt: 1, lt: "5" } }, () => false],
        [{ rank: { in: [3, "3", 4] } }, (rank) => rank === 3 || rank === "3" || rank === 4],
      ];
      for (const direction of ["asc", "desc"] as const) {
        for (const [where, meets] of ranges) {
          const kept = sample.filter(({ value }) => meets(value.rank));
          const ids = await walk(films, { where, sort: { by: "rank", direction }, limit: 3 });
          expect(ids, JSON.stringify(where)).toEqual(expectedOrder("rank", direction, kept));
        }
      }
    });

    it.each(sorts)("neither skip nor repeat while others are written and deleted ($by $direction)", async (sort) => {
      const films = await openFilms();
      await fill(films);
      let round = 0;
      const disturb = async () => {
        round++;
        const twins = sample.slice(round, round + 4).map(({ value }, i) => ({ id: `id${i}-${round}`, value }));
        await films.putMany([...twins, { id: `aa-${round}`, value: { title: "" } }]);
        await films.delete(`aa-${round - 1}`);
      };
      const ids = await walk(films, { sort, limit: 20 }, disturb);
      const unchanged = new Set(sample.map(({ id }) => id));
      expect(ids.filter((id) => unchanged.has(id))).toEqual(expectedOrder(sort.by, sort.direction));
      expect(new Set(ids).size).toBe(ids.length);
    });

    it("go on after the document at which the page ended was deleted", async () => {
      const films = await openFilms();
      await fill(films);
      const sort = { by: "year", direction: "asc" } as const;
      const expected = expectedOrder("year", "asc");
      for (const limit of [30, 5]) {
        const { nextCursor } = await films.find({ sort, limit });
        await films.delete(expected[limit - 1]!);
        expect((await films.find({ sort, limit: 1, cursor: nextCursor! })).items[0]?.id).toBe(expected[limit]);
      }
    });

    it("refuse cursors that were altered", async () => {
      const films = await openFilms();
      await fill(films);
      const query = { sort: { by: "title", direction: "asc" }, limit: 5 } as const;
      const cursor = (await films.find(query)).nextCursor!;
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      const flipped = (i: number) => cursor.slice(0, i) + (cursor[i] === "A" ? "B" : "A") + cursor.slice(i + 1);
      const forged = Buffer.from(JSON.stringify(["x", { $gt: "" }, "id"])).toString("base64url");
      const altered = Array.from({ length: cursor.length }, (_, i) => flipped(i));
      for (const bad of ["", "x", "null", "%00", forged, `${cursor}A`, `${cursor}=`, cursor.slice(1), ...altered]) {
        await expect(films.find({ ...query, cursor: bad }), bad).rejects.toThrow(BadCursorError);
      }
    });

    it("refuse cursors of another query, not of another limit", async () => {
      const films = await openFilms();
      await fill(films);
      const query: Query<Film> = { where: { genre: "noir" }, sort: { by: "year", direction: "asc" }, limit: 5 };
      const cursor = (await films.find(query)).nextCursor!;
      const others: Query<Film>[] = [
        { ...query, where: { genre: "drama" } },
        { ...query, where: { genre: "noir", year: { gt: 0 } } },
        { ...query, where: {} },
        { ...query, sort: { by: "year", direction: "desc" } },
        { where: { genre: "noir" } },
      ];
      for (const other of others) await expect(films.find({ ...other, cursor })).rejects.toThrow(BadCursorError);
      expect((await films.find({ ...query, limit: 2, cursor })).items).toHaveLength(2);
    });
  });
}
