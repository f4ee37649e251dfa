import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SignalEvent } from "@projectionist/contracts";
import { createLogger, createMetrics, publish } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { StoredArtefact } from "../models/artefact.ts";
import type { Models } from "../models/models.ts";
import { openModels } from "../models/open.ts";
import { until } from "../projector/testing/until.ts";
import { startLiveProjection, type LiveProjection } from "../rebuild/testing/live-projection.ts";
import { erasuresOf } from "./statistics-keeper.ts";
import { startStatisticsOwner, type StatisticsOwner } from "./statistics-owner.ts";
import { recountedLines, reflected as whole, storedLines } from "./testing/counted-lines.ts";

const logger = createLogger({ service: "test", level: "silent" });
/** Longer than a busy machine stands still. */
const leaseMs = 3_000;

let folder: string;
let live: LiveProjection;
let models: Models;
const owners: StatisticsOwner[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "statistics-"));
  live = await startLiveProjection();
  models = await openModels(`folder:${folder}`);
});
afterEach(async () => {
  await Promise.all(owners.splice(0).map((one) => one.stop()));
  await live.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(): StatisticsOwner {
  const { log, state, epoch, serving } = live;
  const shared = { log, state, epoch, keyspace: () => serving.current(), modelsUrl: `folder:${folder}` };
  const owner = startStatisticsOwner({ ...shared, logger, metrics: createMetrics("test"), leaseMs });
  owners.push(owner);
  return owner;
}

const reflected = (owner: StatisticsOwner) =>
  whole(live.log, models, () => owner.checkpoint(new AbortController().signal));
const stored = (checkpoint: StoredArtefact) => storedLines(models, checkpoint);
const recounted = () => recountedLines(live.log);

test("what is counted from random signals, taken back ones among them, is a recount of the log", async () => {
  await live.publish(400);
  const owner = start();
  const first = await reflected(owner);
  expect(await stored(first)).toEqual(await recounted());
  await live.publish(300);
  const second = await reflected(owner);
  expect(await stored(second)).toEqual(await recounted());
  expect((await models.list("checkpoints")).map(({ version }) => version)).toEqual([second.version]);
}, 60_000);

test("another instance goes on where the one that stopped has left off", async () => {
  await live.publish(300);
  const first = start();
  await until("it counts", () => first.isLeading());
  const second = start();
  await reflected(first);
  expect(second.isLeading()).toBe(false);
  await first.stop();
  await live.publish(200);
  await until("the other one counts", () => second.isLeading());
  expect(await stored(await reflected(second))).toEqual(await recounted());
}, 60_000);

test("another instance than the one that counts has what is counted stored", async () => {
  const first = start();
  await until("it counts", () => first.isLeading());
  const second = start();
  await live.publish(200);
  expect(await stored(await reflected(second))).toEqual(await recounted());
  expect([first.isLeading(), second.isLeading()]).toEqual([true, false]);
}, 60_000);

test("a checkpoint that is damaged is left out, and the log counted anew", async () => {
  await live.publish(200);
  await models.write("checkpoints", {
    version: "0",
    createdAt: 0,
    position: `1.${live.epoch}.0-150`,
    config: {},
    metrics: {},
    sections: {},
  });
  expect(await stored(await reflected(start()))).toEqual(await recounted());
}, 60_000);

test("an erased viewer is in no checkpoint any more, and it is told where the erasure stands", async () => {
  const liked = (userId: string, movieId: string, n: number): SignalEvent => ({
    type: "FeedbackGiven",
    eventId: `${userId}-${n}`,
    userId,
    movieId,
    occurredAt: 1_760_000_000_000 + n,
    recommendationId: null,
    feedback: "liked",
  });
  const films = ["a", "b", "c", "d", "e", "f"];
  await publish(
    live.log,
    films.flatMap((film, n) => [liked("stays", film, n), liked("goes", film, n)]),
  );
  const owner = start();
  const before = await stored(await reflected(owner));
  expect(before.filter((line) => line.startsWith("goes"))).toEqual(["goes: a,b,c,d,e,f"]);
  const [at] = await publish(live.log, [
    { type: "ViewerErased", eventId: "erased", userId: "goes", occurredAt: 1_760_000_000_100 },
  ]);
  const checkpoint = await reflected(owner);
  expect(await stored(checkpoint)).toEqual(await recounted());
  expect((await stored(checkpoint)).filter((line) => line.startsWith("goes"))).toEqual([]);
  expect(await models.list("checkpoints")).toHaveLength(1);
  expect(erasuresOf(checkpoint)).toEqual(new Map([[at!.partition, at!.offset]]));
}, 60_000);
