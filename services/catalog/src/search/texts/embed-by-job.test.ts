import { openJobs, type Jobs } from "@projectionist/jobs";
import { enqueueJob } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEngines, type Engines } from "../../testing/engines.ts";
import { embedByJob, type EmbeddingByJob } from "./embed-by-job.ts";
import { createAskForVectors, createEmbedJob } from "./embed-job.ts";
import { keepVectors, vectorCollection, type KeptVectors } from "./kept-vectors.ts";

const WAIT = { timeout: 10_000, interval: 10 };
const pauseMs = 20;
let engines: Engines;
let kept: KeptVectors;
let jobs: Jobs;
let opened: EmbeddingByJob[];
/** The texts that were embedded, whoever did. */
let made: string[];
/** How many texts are embedded before it fails. */
let most: number;
/** What embedding waits for. */
let held: Promise<void>;
beforeEach(async () => {
  engines = await openEngines();
  kept = keepVectors(await engines.documents.collection(vectorCollection), "model");
  jobs = await openJobs("memory:");
  [opened, made, most, held] = [[], [], Infinity, Promise.resolve()];
});
afterEach(async () => {
  for (const one of opened) one.close();
  await jobs.close();
  await engines.close();
});

/** An instance of the catalog. A text's vector is its length. */
function start(keptBy = kept, ask = createAskForVectors(jobs, Date.now())) {
  const vectors = new Map<string, number>();
  const embedding = embedByJob(
    {
      async embed(texts) {
        if (made.length >= most) throw new Error("the thread has ended");
        made.push(...texts);
        await held;
        return texts.map((text) => Float32Array.of(text.length));
      },
    },
    { kept: keptBy, take: (id, [length]) => void vectors.set(id, length!), ask, pauseMs },
  );
  opened.push(embedding);
  return { embedding, vectors };
}
const films = (count: number) => Array.from({ length: count }, (_, n) => [`film-${n}`, "x".repeat(n + 1)] as const);
const untold = { progress: () => {}, signal: new AbortController().signal };

test("one instance makes what is missing, the others read it, and the job tells how far it is", async () => {
  const [one, other] = [start(), start()];
  for (const [id, text] of films(100)) for (const { embedding } of [one, other]) embedding.put(id, text);
  jobs.define("embed", createEmbedJob(one.embedding));
  await Promise.all([one.embedding.settled(), other.embedding.settled()]);
  expect(made).toHaveLength(100);
  expect(other.vectors).toEqual(new Map(films(100).map(([id, { length }]) => [id, length])));
  expect(one.vectors).toEqual(other.vectors);
  expect(other.embedding.progress()).toEqual({ embedded: 100, films: 100 });
  await expect
    .poll(async () => (await jobs.list("embed")).at(-1), WAIT)
    .toMatchObject({
      state: "completed",
      progress: { share: 1, note: "100 of 100 films, 100 embedded now" },
      result: { films: 100, embedded: 100 },
    });
});

test("ended in the middle it goes on where it was, in the next attempt and at the next start", async () => {
  most = 32;
  const { embedding } = start();
  for (const [id, text] of films(50)) embedding.put(id, text);
  await expect(embedding.embedMissing(untold)).rejects.toThrow("the thread has ended");
  expect(embedding.failure()?.message).toBe("the thread has ended");
  expect(embedding.progress()).toEqual({ embedded: 32, films: 50 });
  most = 48;
  await expect(embedding.embedMissing(untold)).rejects.toThrow();
  most = Infinity;
  const next = start();
  for (const [id, text] of films(50)) next.embedding.put(id, text);
  const told: unknown[] = [];
  const progress = (...of: unknown[]) => void told.push(of);
  expect(await next.embedding.embedMissing({ ...untold, progress })).toEqual({ films: 50, embedded: 2 });
  expect(told).toEqual([
    [0.96, "48 of 50 films, 0 embedded now"],
    [1, "50 of 50 films, 2 embedded now"],
  ]);
  expect(made).toEqual(films(50).map(([, text]) => text));
  await expect.poll(() => embedding.progress(), WAIT).toEqual({ embedded: 50, films: 50 });
  await expect.poll(() => embedding.failure(), WAIT).toBeUndefined();
});

test("a job that is cancelled ends between films", async () => {
  const { embedding } = start();
  for (const [id, text] of films(50)) embedding.put(id, text);
  const ending = new AbortController();
  const progress = (share: number) => void (share > 0 && ending.abort());
  await expect(embedding.embedMissing({ progress, signal: ending.signal })).rejects.toThrow("aborted");
  expect(made).toHaveLength(16);
  expect(embedding.failure()).toBeUndefined();
});

test("a cancelled job stays so, for all instances, until somebody starts it", async () => {
  let asked = 0;
  const counted = (ask: () => Promise<boolean>) => () => {
    asked++;
    return ask();
  };
  const instances = [1, 2].map(() => start(kept, counted(createAskForVectors(jobs, Date.now()))));
  const [{ embedding, vectors }] = instances as [(typeof instances)[0], (typeof instances)[0]];
  const goOn = Promise.withResolvers<void>();
  held = goOn.promise;
  jobs.define("embed", createEmbedJob(embedding));
  for (const one of instances) for (const [id, text] of films(200)) one.embedding.put(id, text);
  await expect.poll(() => made.length, WAIT).toBe(16);
  const [{ id } = { id: "" }] = await jobs.list("embed");
  expect(await jobs.cancel(id)).toBe(true);
  goOn.resolve();

  for (const one of instances) await expect.poll(() => one.embedding.failure()?.message, WAIT).toContain("cancelled");
  expect([embedding.progress(), vectors.size]).toEqual([{ embedded: 16, films: 200 }, 16]);
  const before = asked;
  await expect.poll(() => asked, WAIT).toBeGreaterThan(before + 5);
  embedding.put("newcomer", "a new film");
  await expect.poll(() => asked, WAIT).toBeGreaterThan(before + 10);
  expect(await jobs.list("embed")).toMatchObject([{ id, state: "cancelled" }]);

  expect(await jobs.retry(id)).toBe(true);
  await Promise.all(
    instances.map(async (one) =>
      expect.poll(() => one.embedding.progress().embedded, WAIT).toBeGreaterThanOrEqual(200),
    ),
  );
  await embedding.settled();
  for (const one of instances) expect(one.embedding.failure()).toBeUndefined();
});

test("a cancelled job is asked for again at the next start", async () => {
  const { embedding } = start();
  embedding.put("a", "text");
  await expect.poll(() => jobs.list("embed"), WAIT).toHaveLength(1);
  await jobs.cancel((await jobs.list("embed"))[0]!.id);
  await expect.poll(() => embedding.failure()?.message, WAIT).toContain("cancelled");
  jobs.define("embed", createEmbedJob(embedding));
  // Whoever starts does not so in the same millisecond.
  const next = start(kept, createAskForVectors(jobs, Date.now() + 1));
  next.embedding.put("a", "text");
  await Promise.all([embedding.settled(), next.embedding.settled()]);
  expect(made).toEqual(["text"]);
});

test("whoever starts the job by hand joins the one that began by itself", async () => {
  expect(await createAskForVectors(jobs, Date.now())()).toBe(true);
  const [{ id } = { id: "" }] = await jobs.list("embed");
  expect(await enqueueJob(jobs, "embed", {})).toBe(id);
});

test("while a cancelled job still runs no other is added", async () => {
  const goOn = Promise.withResolvers<void>();
  jobs.define("embed", async (_data, { signal }) => {
    await goOn.promise;
    signal.throwIfAborted();
  });
  const ask = createAskForVectors(jobs, Date.now());
  expect(await ask()).toBe(true);
  const [{ id } = { id: "" }] = await jobs.list("embed");
  await expect.poll(async () => (await jobs.get(id))?.state, WAIT).toBe("running");
  await jobs.cancel(id);
  expect(await ask()).toBe(true);
  expect(await jobs.list("embed")).toHaveLength(1);
  goOn.resolve();
  await expect.poll(ask, WAIT).toBe(false);
  expect(await jobs.list("embed")).toHaveLength(1);
});

test("films that change while it runs get the vector of what they are, those that go none", async () => {
  const { embedding, vectors } = start();
  for (const [id, text] of films(20)) embedding.put(id, text);
  let changed = false;
  const progress = () => {
    if (changed) return;
    changed = true;
    embedding.put("film-0", "another");
    embedding.put("film-19", "one more");
    embedding.remove("film-18");
  };
  await embedding.embedMissing({ ...untold, progress });
  expect(vectors.get("film-0")).toBe("another".length);
  expect(vectors.get("film-19")).toBe("one more".length);
  expect(vectors.has("film-18")).toBe(false);
  expect(embedding.progress()).toEqual({ embedded: 19, films: 19 });
});

test("where vectors cannot be read films wait, which is told, and are embedded once they can", async () => {
  let away = true;
  const { embedding } = start({
    ...kept,
    read: (texts) => (away ? Promise.reject(new Error("the store is away")) : kept.read(texts)),
  });
  jobs.define("embed", createEmbedJob(embedding));
  embedding.put("a", "text");
  await expect.poll(() => embedding.failure()?.message, WAIT).toBe("the store is away");
  away = false;
  await embedding.settled();
  expect(made).toEqual(["text"]);
});

test("where nothing takes long the job has nothing to do", async () => {
  jobs.define("embed", createEmbedJob(undefined));
  expect(await createAskForVectors(jobs, 0)()).toBe(true);
  const [{ id } = { id: "" }] = await jobs.list("embed");
  await expect.poll(() => jobs.get(id), WAIT).toMatchObject({ state: "completed", result: { films: 0, embedded: 0 } });
});
