import { afterEach, expect, test } from "vitest";
import type { Collections } from "./collections.ts";
import type { SignalRecord } from "./ledger.ts";
import { createProject, type Project } from "./project.ts";
import { pick, randomOf, randomSignals, type Random } from "./random-signals.fixture.ts";
import { recount } from "./recount.fixture.ts";
import { CrashError, crashing, dump, meaningOf, openTestStore, type TestStore } from "./store.fixture.ts";
import { createMovieWriter } from "./write-movies.ts";
import { OvertakenError } from "./write-viewers.ts";

const stores: TestStore[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function open(): Promise<Collections> {
  const store = await openTestStore();
  stores.push(store);
  return store.collections;
}

const projectOf = (collections: Collections): Project =>
  createProject(collections, createMovieWriter(collections.movies));

/** Projects the records from an index on, in batches of random sizes; answers where an error stopped it. */
async function deliver(
  project: Project,
  partition: number,
  records: readonly SignalRecord[],
  random: Random,
  from = 0,
): Promise<{ next: number; error?: unknown }> {
  let next = from;
  while (next < records.length) {
    const size = 1 + Math.floor(random() * 40);
    try {
      await project(partition, records.slice(next, next + size));
    } catch (error) {
      return { next, error };
    }
    next += size;
  }
  return { next };
}

test.each(Array.from({ length: 10 }, (_, seed) => seed))(
  "counts as a recount of the log does (seed %i)",
  async (seed) => {
    const random = randomOf(seed);
    const partitions = [randomSignals(random, 0, 250), randomSignals(random, 1, 250)];
    const collections = await open();
    const project = projectOf(collections);
    for (const [partition, records] of partitions.entries()) await deliver(project, partition, records, random);
    expect(await meaningOf(collections)).toEqual(recount(partitions));
  },
);

test.each([1, 2, 3])("delivering any prefix again leaves every document as it was (seed %i)", async (seed) => {
  const random = randomOf(seed);
  const records = randomSignals(random, 0, 150);
  const collections = await open();
  const project = projectOf(collections);
  await deliver(project, 0, records, random);
  const before = await dump(collections);
  for (let length = 1; length <= records.length; length += 3) {
    await deliver(project, 0, records.slice(0, length), random);
    expect(await dump(collections)).toEqual(before);
  }
});

test.each(Array.from({ length: 12 }, (_, seed) => seed + 100))(
  "a process that dies at any write leaves the same documents after its restart (seed %i)",
  async (seed) => {
    const random = randomOf(seed);
    const records = randomSignals(random, 0, 250);
    const expected = await open();
    await deliver(projectOf(expected), 0, records, random);

    const collections = await open();
    const faulty = crashing(collections);
    let crashes = 0;
    for (let next = 0; next < records.length;) {
      faulty.crashAt(1 + Math.floor(random() * 12), pick(random, ["before", "half", "after"] as const));
      const outcome = await deliver(projectOf(faulty.collections), 0, records, random, next);
      if (outcome.error !== undefined) expect(outcome.error).toBeInstanceOf(CrashError);
      if (outcome.error !== undefined) crashes += 1;
      next = Math.max(0, outcome.next - Math.floor(random() * 5));
      if (outcome.error === undefined) break;
    }
    expect(crashes).toBeGreaterThan(3);
    expect(await dump(collections)).toEqual(await dump(expected));
    expect(await meaningOf(collections)).toEqual(recount([records]));
  },
);

test.each(Array.from({ length: 12 }, (_, seed) => seed + 200))(
  "two consumers of one partition and one of another, all at once, count once (seed %i)",
  async (seed) => {
    const random = randomOf(seed);
    const partitions = [randomSignals(random, 0, 200), randomSignals(random, 1, 200)] as const;
    const collections = await open();
    let overtaken = 0;
    const consumer = async (partition: number, records: readonly SignalRecord[]) => {
      const project = projectOf(collections);
      for (let next = 0; next < records.length;) {
        const outcome = await deliver(project, partition, records, random, next);
        if (outcome.error === undefined) return;
        expect(outcome.error).toSatisfy(isConflict);
        overtaken += 1;
        next = outcome.next;
      }
    };
    await Promise.all([consumer(0, partitions[0]), consumer(0, partitions[0]), consumer(1, partitions[1])]);
    expect(overtaken).toBeGreaterThan(0);
    expect(await meaningOf(collections)).toEqual(recount(partitions));
  },
);

test("without the fence of the films, the same crashes count twice", async () => {
  const random = randomOf(7);
  const records = randomSignals(random, 0, 250);
  const collections = await open();
  const project = projectOf(collections);
  await project(0, records.slice(0, 100));
  for (const { id, value } of (await collections.movies.find({})).items) {
    await collections.movies.put(id, { ...value, fences: {} });
  }
  await project(0, records);
  expect(await meaningOf(collections)).not.toEqual(recount([records]));
});

test("a viewer's thousandth signal about a film is the last that counts, however often it is delivered", async () => {
  const collections = await open();
  const project = projectOf(collections);
  const records = Array.from({ length: 1_010 }, (_, offset): SignalRecord => ({
    offset,
    event: {
      type: "MovieRated",
      eventId: `e-${offset}`,
      userId: "viewer",
      movieId: "film",
      occurredAt: 0,
      recommendationId: null,
      rating: offset < 1_000 ? 2 : 5,
    },
  }));
  await project(0, records);
  await project(0, records.slice(990));
  const film = (await collections.movies.get("film"))?.value;
  expect(film?.ratings).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  expect(await collections.signals.count({ userId: "viewer", standing: true })).toBe(1_010);
});

test("what is ahead of the log is told, not dropped", async () => {
  const collections = await open();
  const project = projectOf(collections);
  const [first] = randomSignals(randomOf(1), 0, 1);
  const event = {
    ...first!.event,
    type: "MovieClicked",
    movieId: "film",
    recommendationId: null,
    eventId: "e",
  } as const;
  await project(0, [{ event, offset: 10 }]);
  await expect(project(0, [{ event, offset: 3 }])).rejects.toThrow("lost records");
});

function isConflict(error: unknown): boolean {
  return error instanceof OvertakenError || (error as Error).name === "VersionConflictError";
}
