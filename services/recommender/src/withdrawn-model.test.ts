import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RankedRow } from "@projectionist/contracts";
import { openJobs } from "@projectionist/jobs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./projector/testing/until.ts";
import { readFilms, signal, startTestRecommender, type RunningRecommender } from "./testing/running-recommender.ts";

type Home = Readonly<{ rows: readonly RankedRow[]; strategy: string; model: string | null }>;

const films = readFilms().slice(0, 40);
const VIEWERS = 20;
const viewers = Array.from({ length: VIEWERS }, (_, number) => `viewer-${number}`);

let folder: string;
let running: RunningRecommender | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "withdrawn-"));
});
afterEach(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start() {
  const jobs = await openJobs("memory:");
  running = await startTestRecommender(films, { jobs, folder });
  const { url } = running;
  return {
    running,
    read: async <T>(path: string, token: string): Promise<T> => {
      const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
      expect(response.status).toBe(200);
      return (await response.json()) as T;
    },
    train: async () => {
      const id = await jobs.enqueue("train", { promote: true }, { attempts: 1 });
      await until("it has ended", async () => (await jobs.get(id))?.finishedAt !== null);
      return (await jobs.get(id))?.result as { outcome: string; version: string | null } | null;
    },
  };
}

type Started = Awaited<ReturnType<typeof start>>;

async function trainUntil(outcome: string, { train }: Started): Promise<string | null> {
  let result: Awaited<ReturnType<typeof train>> = null;
  await until(outcome, async () => {
    result = await train();
    return result?.outcome === outcome;
  });
  return result!.version;
}

const home = ({ read }: Started, after: string) =>
  read<Home>(`/internal/me/recommendations?after=${after}`, "viewer:somebody");
const listed = ({ read }: Started) =>
  read<{ items: object[]; published: object | null; withdrawn: object | null }>("/v1/ops/models", "admin:a");
const noted = async ({ read }: Started) =>
  (
    await read<{ checks: readonly { name: string; ok: boolean; required: boolean; error?: string }[] }>(
      "/readyz?verbose",
      "admin:a",
    )
  ).checks.find(({ name }) => name === "trained model");
const tell = (started: Started, of: readonly string[]) =>
  started.running.tell(
    ...of.flatMap((userId, number) => films.slice(number, number + 10).map(({ id }) => signal.feedback(userId, id))),
  );

test("when everybody is erased the model goes, rows are answered, a restart brings nothing back, and the next one serves", async () => {
  let started = await start();
  await tell(started, viewers);
  const first = await trainUntil("trained", started);
  const like = () => started.running.tell(signal.feedback("somebody", films[5]!.id));
  await until("it serves", async () => (await home(started, await like())).model === first);
  expect(await noted(started)).toMatchObject({ ok: true });

  await started.running.tell(...[...viewers, "somebody"].map((userId) => signal.erased(userId)));
  const before = readdirSync(join(folder, "models/checkpoints"));
  await trainUntil("withdrawn", started);
  await until("none serves", async () => (await listed(started)).withdrawn !== null);
  const isGone = async () => {
    expect(await listed(started)).toMatchObject({ items: [], published: null, withdrawn: { version: first } });
    expect(await noted(started)).toMatchObject({ ok: false, required: false, error: expect.stringContaining(first!) });
    const answer = await home(started, await started.running.tell(signal.feedback("newcomer", films[7]!.id)));
    expect(answer.model).toBeNull();
    expect(answer.rows.flatMap(({ items }) => items).length).toBeGreaterThan(10);
    expect(readdirSync(join(folder, "models/models"))).toEqual([]);
    for (const name of before) expect(readdirSync(join(folder, "models/checkpoints"))).not.toContain(name);
  };
  await isGone();

  await running!.stop();
  started = await start();
  await until("it knows", async () => (await listed(started)).withdrawn !== null);
  await isGone();

  await tell(
    started,
    viewers.map((userId) => `${userId}-next`),
  );
  const next = await trainUntil("trained", started);
  await until("it serves", async () => (await listed(started)).published !== null);
  expect(await listed(started)).toMatchObject({ items: [{ version: next }], withdrawn: null });
  await until("it is loaded", async () => (await noted(started))!.ok);
}, 120_000);
