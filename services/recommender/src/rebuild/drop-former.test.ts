import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { topicDefinitions } from "@projectionist/contracts";
import { createLogger, publish } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { currentOf } from "../projector/testing/current-of.ts";
import { until } from "../projector/testing/until.ts";
import { startRecommender } from "../service.ts";
import { openSignalState } from "../signal-state/open.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { signal, verifyTestToken } from "../testing/running-recommender.ts";
import { startDropFormer, type DropFormerOptions } from "./drop-former.ts";

const logger = createLogger({ service: "test", level: "silent" });
let folder: string;
let state: SignalState;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "drop-former-"));
  state = await openState();
});
afterEach(async () => {
  await state.close();
  rmSync(folder, { recursive: true });
});

const openState = () => openSignalState(`sqlite:${join(folder, "state.db")}`);

/** Keyspaces in which something is counted. */
async function make(...keyspaces: readonly string[]): Promise<void> {
  for (const keyspace of keyspaces) {
    await state.settings(keyspace, { window: 5 });
    const delta = { kind: "total", offset: 0, movieId: "ran-1985", total: "views", amount: 1 } as const;
    const batch = { keyspace, source: { epoch: "any", partition: 0 }, expectedPrevious: -1, batchEnd: 0 };
    await state.apply({ ...batch, shard: "f0", deltas: [delta] });
  }
}

async function left(...keyspaces: readonly string[]): Promise<string[]> {
  const there = await Promise.all(keyspaces.map((keyspace) => state.has(keyspace)));
  return keyspaces.filter((_, index) => there[index]);
}

const start = (more: Partial<DropFormerOptions> = {}) =>
  startDropFormer({ state, epoch: "now", formerEpoch: "former", caughtUp: async () => {}, logger, ...more });

test("what was counted under the former name goes when it is counted under the new one, and nothing else", async () => {
  const former = ["rebuilt-2.former", "live.former", "rebuilt-3.former"] as const;
  const others = ["live.now", "live.another", "rebuilt-1.former"];
  await make(...former, ...others);
  const [active, previous, keyspace] = former;
  await state.setControl("former", 0, { active, previous, building: { keyspace, until: 0 }, hold: null });
  await state.setControl("now", 0, { active: "live.now", previous: "live.another", building: null, hold: null });
  let isBehind = true;
  let asked = 0;
  const dropping = start({
    async caughtUp() {
      asked += 1;
      if (isBehind) throw new Error("not all is counted yet");
    },
  });
  await until("it was looked twice", () => asked > 1);
  expect(await left(...former)).toEqual(former);
  isBehind = false;
  await until("they are gone", async () => (await left(...former)).length === 0);
  await dropping.stop();
  expect(await left(...others)).toEqual(others);
});

test("the control record of the former name is believed in nothing that is not of that name", async () => {
  await make("live.now");
  await state.setControl("former", 0, { active: "live.now", previous: null, building: null, hold: null });
  await start().stop();
  expect(await left("live.now")).toEqual(["live.now"]);
});

test.each([undefined, "now"])("nothing goes where the log was never called otherwise: %s", async (formerEpoch) => {
  await make("live.now");
  await start({ formerEpoch }).stop();
  expect(await left("live.now")).toEqual(["live.now"]);
});

test("what a stop cuts short goes with the next start", async () => {
  await make("live.former");
  await state.close();
  state = await openState();
  const begun = Promise.withResolvers<void>();
  const slow: SignalState = {
    ...currentOf(() => state),
    drop: (keyspace, onProgress) =>
      state.drop(keyspace, (gone) => {
        begun.resolve();
        void first.stop();
        onProgress?.(gone);
      }),
  };
  const first = start({ state: slow });
  await begun.promise;
  await first.stop();
  await state.close();
  state = await openState();
  expect(await left("live.former")).toEqual(["live.former"]);
  const second = start();
  await until("it is gone", async () => (await left("live.former")).length === 0);
  await second.stop();
});

test("a recommender whose log tells its incarnations apart from now on counts it anew, and then drops the rest", async () => {
  const log = await openEventLog(`sqlite:${join(folder, "log.db")}`);
  await log.createTopics(topicDefinitions);
  await publish(log, [signal.feedback("ann", "ran-1985")]);
  const run = async (of: EventLog, done: () => Promise<boolean>) => {
    const service = await startRecommender({
      log: of,
      state,
      logger,
      verifyToken: verifyTestToken,
      host: "127.0.0.1",
      port: 0,
    });
    await until("it has counted", done);
    await service.stop();
  };
  const former = await log.epoch("activity.signals");
  const counted = async (epoch: string) => (await state.totals(`live.${epoch}`, ["ran-1985"])).size > 0;
  await run(log, () => counted(former));
  const renamed: EventLog = { ...log, epoch: async () => "renamed", formerEpoch: async () => former };
  await run(renamed, async () => (await counted("renamed")) && !(await state.has(`live.${former}`)));
  await log.close();
});
