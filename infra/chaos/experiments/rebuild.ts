import { setTimeout as sleep } from "node:timers/promises";
import { publish } from "@projectionist/service-kit";
import type { Random } from "@projectionist/simulation";
import { openArena } from "../arena.ts";
import type { Experiment } from "../experiment.ts";
import { filmEvents } from "../ingest/film-events.ts";
import { differencesOf } from "../judge.ts";
import { keyspacesOf, rebuildWholly, untilBuilding } from "../rebuild/operator.ts";
import { startRecommenders, type Recommenders } from "../rebuild/recommenders.ts";
import { readersLikes, startViewerReads } from "../rebuild/viewer-reads.ts";
import { sendTraffic } from "../traffic.ts";

const EVENTS = 100_000;
const FEWEST_EVENTS = 6_000;
const PER_SECOND = 500;
const FILMS = 150;
const BEFORE_MS = 2_000;
/** The digests are not compared before that: two looks at fences that stand still lie between. */
const MIDDLE_MS = 300;
/** How often a projector looks whether its state has lost something. */
const NOTICED_MS = 1_000;
const IN_PLACE = 3;

export const rebuild: Experiment = {
  name: "rebuild",
  guarantees: ["G6"],
  promise:
    "a rebuild under 500 signals a second ends with the same digest and no failed read; killed, it changes nothing",
  control: "what serves is thrown away and counted anew in its place",
  engines: ["embedded", "real"],
  async run({ random, engines, share, protection, say }) {
    const arena = await openArena(engines);
    const closing: (() => Promise<void>)[] = [];
    try {
      await publish(arena.log, [...filmEvents(FILMS), ...readersLikes()]);
      const recommenders = await startRecommenders(arena, engines === "embedded" ? 1 : 2);
      closing.unshift(() => recommenders.stop());
      const reads = startViewerReads(() => recommenders.urls());
      closing.unshift(() => reads.stop());
      const events = Math.max(FEWEST_EVENTS, Math.round(EVENTS * share));
      const sent = new AbortController();
      const traffic = sendTraffic({ log: arena.log, random: random.fork("traffic"), events, perSecond: PER_SECOND });
      void traffic.finally(() => sent.abort()).catch(() => {});
      await sleep(BEFORE_MS);
      const met = protection
        ? await rebuildAgainAndAgain(recommenders, random, sent.signal)
        : await countInPlace(recommenders, random, sent.signal);
      const { sent: count, acked, unknown } = await traffic;
      say(`${count} events sent; waiting for the projectors`);
      await arena.projected();
      const { active } = await keyspacesOf(recommenders.operated());
      await reads.stop();
      await recommenders.stop();
      return {
        faults: { ...met.faults, "reads meanwhile": reads.done() },
        sent: count,
        acked,
        unknown,
        differences: [...met.differences, ...reads.failures, ...(await differencesOf(arena, undefined, active))],
      };
    } finally {
      for (const close of closing) await close().catch(() => {});
      await arena.close();
    }
  },
};

/** A whole rebuild, then one whose process is killed in the middle; again as long as there is traffic. */
async function rebuildAgainAndAgain(recommenders: Recommenders, random: Random, over: AbortSignal) {
  const differences: string[] = [];
  let rebuilds = 0;
  let crashes = 0;
  do {
    const { active: before } = await keyspacesOf(recommenders.operated());
    const { outcome, digests, previous, comparison } = await rebuildWholly(recommenders.operated());
    if (over.aborted && rebuilds > 0) break;
    rebuilds++;
    if (digests === null || digests.served !== digests.rebuilt) {
      differences.push(
        `digest ${digests?.served} served, ${digests?.rebuilt} of the log`,
        ...(comparison?.first ?? []),
      );
    }
    if (outcome !== "swapped" || previous !== before) differences.push(`${before} was not replaced: ${outcome}`);
    crashes += await crashInTheMiddle(recommenders, random, differences);
  } while (!over.aborted);
  return { faults: { "rebuilds under traffic": rebuilds, "crashes in the middle of one": crashes }, differences };
}

async function crashInTheMiddle(recommenders: Recommenders, random: Random, differences: string[]): Promise<number> {
  const { active: before } = await keyspacesOf(recommenders.operated());
  await untilBuilding(recommenders.operated());
  await sleep(random.below(MIDDLE_MS));
  await recommenders.crash();
  const { active, building } = await keyspacesOf(recommenders.operated());
  if (active !== before) differences.push(`${active} serves after a crash, not ${before}`);
  return building === null ? 0 : 1;
}

async function countInPlace(recommenders: Recommenders, random: Random, over: AbortSignal) {
  let rebuilds = 0;
  let crashes = 0;
  do {
    for (let n = 0; n < IN_PLACE; n++) {
      recommenders.dropActive();
      rebuilds++;
      await sleep(NOTICED_MS + random.below(MIDDLE_MS));
    }
    await recommenders.crash();
    crashes++;
    await sleep(BEFORE_MS);
  } while (!over.aborted);
  return { faults: { "rebuilds under traffic": rebuilds, "crashes in the middle of one": crashes }, differences: [] };
}
