import { setTimeout as sleep } from "node:timers/promises";
import { describeWithEngines } from "@projectionist/engines/suite";
import { PROJECTOR_GROUP } from "@projectionist/recommender/projector";
import { createRandom } from "@projectionist/simulation";
import { expect, it } from "vitest";
import { openArena } from "../arena.ts";
import { differencesOf } from "../judge.ts";
import { sendTraffic } from "../traffic.ts";
import { createWorkers } from "./workers.ts";

const TOPIC = "activity.signals";
/** Twice as long as a member may be silent. */
const FROZEN_MS = 60_000;
const LOOK_MS = 100;

describeWithEngines("a projector that was frozen for longer than its session", () => {
  it("commits nothing and counts nothing any more of what another has been given", async () => {
    const arena = await openArena("real");
    const workers = createWorkers(arena, true);
    try {
      await workers.scale(2);
      const events = 6_000;
      const traffic = sendTraffic({ log: arena.log, random: createRandom(18), events, perSecond: 90 });
      await sleep(2_000);
      const before = workers.met().assigned;
      const thawed = workers.freeze(0, FROZEN_MS);
      const falls: string[] = [];
      const watching = watchCommits(arena, falls);
      await thawed;
      const sent = await traffic;
      await arena.projected();
      await watching.stop();
      expect(sent.acked).toBe(events);
      expect(workers.met().assigned, "partitions were given to the other").toBeGreaterThan(before);
      expect(falls).toEqual([]);
      await workers.scale(0);
      expect(await differencesOf(arena, sent)).toEqual([]);
    } finally {
      await workers.scale(0).catch(() => {});
      await arena.close();
    }
  }, 240_000);
});

/** Tells when the group's commit of a partition goes back. */
function watchCommits({ log }: Awaited<ReturnType<typeof openArena>>, falls: string[]) {
  const over = new AbortController();
  const highest = new Map<number, number>();
  const watching = (async () => {
    while (!over.signal.aborted) {
      for (const [partition, committed = 0] of (await log.committed(PROJECTOR_GROUP, TOPIC)).entries()) {
        const most = highest.get(partition) ?? 0;
        if (committed < most) falls.push(`partition ${partition}: ${committed} after ${most}`);
        highest.set(partition, Math.max(committed, most));
      }
      await sleep(LOOK_MS);
    }
  })();
  return {
    async stop(): Promise<void> {
      over.abort();
      await watching;
    },
  };
}
