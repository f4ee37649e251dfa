import { setTimeout as sleep } from "node:timers/promises";
import { startMongo } from "@projectionist/engines";
import { openArena } from "../arena.ts";
import type { Experiment } from "../experiment.ts";
import { documentDifferencesOf } from "../judge-documents.ts";
import { differencesOf } from "../judge.ts";
import { createWorkers, type Workers } from "../projectors/workers.ts";
import { sendTraffic } from "../traffic.ts";

const EVENTS = 100_000;
/** Among others it takes longer until something has happened. */
const PER_SECOND = { embedded: 500, real: 150 };
/** Longer than a member may be silent, so that another gets its partitions while it still has a batch in hand. */
const FROZEN_MS = 40_000;
const BETWEEN_FAULTS_MS = 6_000;

export const crash: Experiment = {
  name: "crash",
  guarantees: ["G3", "G10"],
  promise:
    "a projector killed, frozen and thawed, or joined by others changes no count, no history and no viewer's order",
  control: "amounts are added without a fence, and the offset is committed afterwards (on Kafka, a little later)",
  engines: ["embedded", "real"],
  async run({ random, engines, share, protection, say }) {
    const arena = await openArena(engines);
    const mongo = arena.kafka && (await startMongo());
    const documentsUrl = mongo?.url("activity") ?? arena.documentsUrl;
    const workers = createWorkers(arena, protection, documentsUrl);
    try {
      await workers.scale(1);
      const events = Math.round(EVENTS * share);
      const sending = new AbortController();
      const traffic = sendTraffic({
        log: arena.log,
        random: random.fork("traffic"),
        events,
        perSecond: PER_SECOND[engines],
      });
      void traffic.finally(() => sending.abort()).catch(() => {});
      const faults =
        engines === "embedded"
          ? await crashAlone(workers, random, sending.signal)
          : await crashAmongOthers(workers, random, sending.signal);
      const sent = await traffic;
      say(`${sent.sent} events sent; waiting for the projectors`);
      await arena.projected();
      await arena.projected("activity.projections");
      const { assigned } = workers.met();
      await workers.scale(0);
      return {
        faults: { ...faults, ...(engines === "real" ? { "assignments of partitions": assigned } : {}) },
        sent: sent.sent,
        acked: sent.acked,
        unknown: sent.unknown,
        differences: [...(await differencesOf(arena, sent)), ...(await documentDifferencesOf(arena, documentsUrl))],
      };
    } finally {
      await workers.scale(0).catch(() => {});
      await mongo?.remove();
      await arena.close();
    }
  },
};

/** Kills the only projector again and again, at moments that chance chooses. */
async function crashAlone(workers: Workers, random: { below(n: number): number }, over: AbortSignal) {
  let kills = 0;
  while (!over.aborted) {
    await sleep(300 + random.below(2_000));
    await workers.kill(0);
    kills++;
  }
  return { kills };
}

/** One projector, then four, then two; meanwhile some freeze for so long that they are zombies, and others are killed. */
async function crashAmongOthers(workers: Workers, random: { below(n: number): number }, over: AbortSignal) {
  let kills = 0;
  let zombies = 0;
  let scalings = 0;
  const sizes = [4, 2, 4, 1];
  do {
    await workers.scale(sizes[scalings % sizes.length] ?? 2);
    scalings++;
    const zombie = random.below(workers.running());
    const frozen = new AbortController();
    const thawed = workers.running() > 1 ? workers.freeze(zombie, FROZEN_MS) : Promise.resolve();
    if (workers.running() > 1) zombies++;
    void thawed.then(() => frozen.abort());
    do {
      await sleep(random.below(BETWEEN_FAULTS_MS));
      await workers.kill((zombie + 1) % workers.running());
      kills++;
    } while (!frozen.signal.aborted && !over.aborted);
    await thawed;
  } while (!over.aborted);
  return { kills, zombies, scalings };
}
