import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodePosition, type SignalEvent } from "@projectionist/contracts";
import { createLogger, createMetrics, publish } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { StoredArtefact } from "../models/artefact.ts";
import type { Models } from "../models/models.ts";
import { openModels } from "../models/open.ts";
import { until } from "../projector/testing/until.ts";
import { startLiveProjection, topic, type LiveProjection } from "../rebuild/testing/live-projection.ts";
import { Recount } from "../verify/recount.ts";
import { replayLog } from "../rebuild/replay-log.ts";
import { CountedHistories } from "./counted-histories.ts";
import { createStatistics, type TrainingStatistics } from "./fit-models.ts";
import { erasuresOf } from "./statistics-keeper.ts";
import { startStatisticsOwner, type StatisticsOwner } from "./statistics-owner.ts";
import { viewerHistory } from "./viewer-history.ts";

const logger = createLogger({ service: "test", level: "silent" });
const leaseMs = 150;

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

/** The newest checkpoint once it reflects the whole log. */
async function reflected(owner: StatisticsOwner): Promise<StoredArtefact> {
  const ends = await live.log.ends(topic);
  let newest: StoredArtefact | undefined;
  await until("a checkpoint reflects the log", async () => {
    await owner.checkpoint();
    [newest] = await models.list("checkpoints");
    const offsets = newest && decodePosition(newest.position)!.offsets;
    return ends.every((end, partition) => (offsets?.get(partition) ?? -1) === end - 1);
  });
  return newest!;
}

/** What is counted, by film ids. */
function linesOf({ statistics: { popularity, gram }, movieIds, histories }: CountedHistories<TrainingStatistics>) {
  const lines: string[] = [...histories].map(
    ([id, { items }]) => `${id}: ${[...items].map((n) => movieIds[n]!).join()}`,
  );
  for (const [i, a] of movieIds.entries()) {
    if (popularity.counts[i] !== 0) lines.push(`${a} = ${popularity.counts[i]!}`);
    for (const [j, b] of movieIds.entries())
      if (a < b && gram.at(i, j) !== 0) lines.push(`${a} ${b} = ${gram.at(i, j)}`);
  }
  return lines.sort();
}

async function stored({ version }: StoredArtefact): Promise<string[]> {
  const { artefact } = await models.read("checkpoints", version);
  return linesOf(CountedHistories.load(artefact.sections, createStatistics));
}

/** Of the whole log, counted at once by an implementation of its own. */
async function recounted(): Promise<string[]> {
  const recount = new Recount();
  const ends = await live.log.ends(topic);
  const sink = async (_partition: number, signals: readonly Parameters<Recount["add"]>[0][]) =>
    signals.forEach((signal) => recount.add(signal));
  const replay = await replayLog({ log: live.log, topic, partitions: ends.length, sink });
  await replay.carryTo(
    ends.map((end) => end - 1),
    new AbortController().signal,
  );
  await replay.stop();
  const all = new CountedHistories(createStatistics);
  for (const entry of recount.entries(5))
    if (entry.kind === "ledger") all.put(viewerHistory(entry.userId, 0, entry.entries));
  return linesOf(all);
}

test("what is counted from random signals, taken back ones among them, is a recount of the log", async () => {
  await live.publish(400);
  const owner = start();
  const first = await reflected(owner);
  expect(await stored(first)).toEqual(await recounted());
  await live.publish(300);
  const second = await reflected(owner);
  expect(await stored(second)).toEqual(await recounted());
  expect((await models.list("checkpoints")).map(({ version }) => version)).toEqual([second.version]);
}, 30_000);

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
}, 30_000);

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
}, 30_000);

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
}, 30_000);
