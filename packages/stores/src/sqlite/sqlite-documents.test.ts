import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILMS, textOf, type Film } from "../contract/harness.ts";
import { documentsContract } from "../documents.contract.ts";
import type { Collection, Documents } from "../documents.ts";
import { EngineOpenError } from "../engine-open-error.ts";
import { openDocuments } from "../open.ts";
import { planQuery } from "../query-plan.ts";
import { findStatements } from "./find-statements.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "documents-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

documentsContract({
  name: "SQLite",
  open: (place) => openDocuments(`sqlite:${join(folder, place, "documents.db")}`),
  capabilities: { persistent: true },
});

const newUrl = () => `sqlite:${join(folder, randomUUID(), "documents.db")}`;
const fileOf = (url: string) => url.slice("sqlite:".length);

/** Opens, hands over, closes. */
async function withFilms(url: string, use: (films: Collection<Film>, documents: Documents) => Promise<void>) {
  const documents = await openDocuments(url);
  try {
    await use(await documents.collection(FILMS), documents);
  } finally {
    await documents.close();
  }
}

async function expectOpenError(url: string, advice: string): Promise<void> {
  const error = await openDocuments(url).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EngineOpenError);
  const { name, message } = error as EngineOpenError;
  expect(name).toBe("EngineOpenError");
  expect(message).toContain(advice);
  expect(message).toContain(fileOf(url));
  expect(message).not.toContain("\n");
}

function writeUntilKilled(url: string) {
  const fixture = fileURLToPath(new URL("write-until-killed.fixture.ts", import.meta.url));
  return spawn(process.execPath, [fixture, url], { stdio: ["ignore", "pipe", "inherit"] });
}

describe("SQLite", () => {
  it("has on disk, after kill -9 in the middle of writing, all that was answered, each with its event", async () => {
    const url = newUrl();
    const child = writeUntilKilled(url);
    const answered: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      answered.push(line);
      if (answered.length === 500) child.kill("SIGKILL");
    }
    expect(answered.length).toBeGreaterThanOrEqual(500);
    await withFilms(url, async (films, documents) => {
      const found = await films.getMany(answered);
      expect(answered.filter((id) => !found.has(id))).toEqual([]);
      const pending = await documents.pendingEvents(100_000);
      expect(pending.map(({ documentId }) => documentId).toSorted()).toEqual(
        pending.map(({ event }) => textOf(event)).toSorted(),
      );
      expect(pending).toHaveLength(await films.count());
    });
  });

  it("is shared with another process: each sees the other's writes while both write", async () => {
    const url = newUrl();
    await withFilms(url, async (films) => {
      const child = writeUntilKilled(url);
      let answered = 0;
      try {
        for await (const id of createInterface(child.stdout)) {
          expect(await films.get(id)).toMatchObject({ version: 1 });
          expect(await films.put(id, { title: "seen" }, { expectedVersion: 1 })).toBe(2);
          if (++answered === 100) break;
        }
      } finally {
        child.kill("SIGKILL");
      }
      expect(answered).toBe(100);
      expect(await films.put("alone", { title: "still writable" })).toBe(1);
    });
  });

  it("is shared by several connections, between which versions and unique keys hold", async () => {
    const url = newUrl();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openDocuments(url)));
    try {
      const collections = await Promise.all(stores.map((documents) => documents.collection(FILMS)));
      await collections[0]!.put("1", { title: "", year: 0 });
      const race = Array.from({ length: 40 }, (_, i) =>
        collections[i % 4]!.put("1", { title: "", year: i }, { expectedVersion: 1 }),
      );
      const winners = (await Promise.allSettled(race)).filter(({ status }) => status === "fulfilled");
      expect(winners).toHaveLength(1);
      for (const films of collections) expect((await films.get("1"))?.version).toBe(2);
      await collections[1]!.put("2", { title: "", isbn: "x" });
      await expect(collections[2]!.put("3", { title: "", isbn: "x" })).rejects.toThrow("isbn is taken");
    } finally {
      await Promise.all(stores.map((documents) => documents.close()));
    }
  });

  it("computes the indexed fields of documents that were written under an older definition", async () => {
    const url = newUrl();
    const older = await openDocuments(url);
    const newer = await openDocuments(url);
    try {
      const films = await older.collection<Film>({ name: "films" });
      const indexed = await newer.collection(FILMS);
      await films.put("1", { title: "M", year: 1931, isbn: "x" });
      expect(await indexed.count({ year: 1931 })).toBe(1);
      await expect(films.put("2", { title: "M", isbn: "x" })).rejects.toMatchObject({ fields: ["isbn"] });
    } finally {
      await Promise.all([older.close(), newer.close()]);
    }
  });

  it("refuses a unique key that documents already break, and stays usable", async () => {
    await withFilms(newUrl(), async (films, documents) => {
      await films.put("1", { title: "M" });
      await films.put("2", { title: "M" });
      await expect(documents.collection<Film>({ name: "films", unique: [["title"]] })).rejects.toThrow(
        "title is taken",
      );
      expect(await films.put("3", { title: "M" })).toBe(1);
    });
  });

  it("reads by index, page after page", async () => {
    const where = { genre: "noir", year: { gt: 1930 } };
    const target = { collection: "films", indexes: FILMS.indexes! };
    const plans = [
      planQuery<Film>(target, { where, sort: { by: "year", direction: "asc" } }),
      planQuery<Film>(target, { where, sort: { by: "year", direction: "desc" } }),
      planQuery<Film>(target, { sort: { by: "title", direction: "desc" } }),
    ];
    const url = newUrl();
    await withFilms(url, async () => {
      const database = new DatabaseSync(fileOf(url), { readOnly: true });
      const afters = [undefined, { value: null, id: "5" }, { value: 1931, id: "5" }];
      for (const plan of plans.flatMap((plan) => afters.map((after) => ({ ...plan, after })))) {
        for (const { sql, parameters } of findStatements("films", plan)) {
          const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters, 10);
          const details = steps.map((step) => String(step["detail"])).join("; ");
          expect(details).toContain("USING INDEX films by");
          expect(details).not.toMatch(/SCAN|TEMP B-TREE/);
          if (sql.includes("_id) ")) expect(details).toMatch(/\(\w+,_id\)[<>]\(/);
        }
      }
      database.close();
    });
  });

  it.each([
    ["not a database", () => "no database ".repeat(1_000), "it is not a database of ours"],
    ["cut off", (bytes: Buffer) => bytes.subarray(0, 6_000), "it is damaged"],
    ["overwritten in the middle", (bytes: Buffer) => bytes.fill(0x5a, 4_096, 12_000), "it is damaged"],
  ])("says in one line what to do with a file that is %s", async (_, spoil, advice) => {
    const url = newUrl();
    await withFilms(url, async (films) => {
      await films.putMany(
        Array.from({ length: 100 }, (_, i) => ({ id: `${i}`, value: { title: "x".repeat(500), year: i } })),
      );
    });
    await writeFile(fileOf(url), spoil(await readFile(fileOf(url))));
    await expectOpenError(url, advice);
  });

  it("says in one line what to do when the folder cannot be made", async () => {
    await writeFile(join(folder, "occupied"), "");
    await expectOpenError(`sqlite:${join(folder, "occupied", "documents.db")}`, "make its folder writable");
  });

  it.skipIf(process.getuid?.() === 0)(
    "says in one line what to do with a read-only folder (skipped: root)",
    async () => {
      const locked = join(folder, "locked");
      await mkdir(locked, { mode: 0o555 });
      await expectOpenError(`sqlite:${join(locked, "documents.db")}`, "make its folder writable");
    },
  );
});
