import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { topicDefinitions, type SignalEvent } from "@projectionist/contracts";
import { createLogger, createMetrics, publish } from "@projectionist/service-kit";
import type { ControlOf } from "../../control/change-control.ts";
import { followControl, type FollowedKeyspace } from "../../control/serving-keyspace.ts";
import { startProjector, type Projector } from "../../projector/projector.ts";
import { linesOf } from "../../projector/testing/naive-recount.ts";
import { randomPartition, seeded } from "../../projector/testing/random-log.ts";
import { until } from "../../projector/testing/until.ts";
import { openSignalState } from "../../signal-state/open.ts";
import type { SignalState } from "../../signal-state/signal-state.ts";
import { Recount } from "../../verify/recount.ts";
import { sum } from "../approach.ts";
import { replayLog } from "../replay-log.ts";
import { lowestFences as fencesOf } from "../still-fences.ts";
import type { Task } from "../task.ts";

export const topic = "activity.signals";
export const window = 5;

/** A log, a state that a projector keeps up to date, and traffic on demand; on other engines where their URLs are given. */
export type LiveProjection = Awaited<ReturnType<typeof startLiveProjection>>;

export async function startLiveProjection(engines: Readonly<{ log?: string; state?: string }> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "rebuild-"));
  const log: EventLog = await openEventLog(engines.log ?? `sqlite:${join(folder, "log.sqlite")}`);
  await log.createTopics(topicDefinitions);
  const state: SignalState = await openSignalState(engines.state ?? `sqlite:${join(folder, "state.sqlite")}`);
  const epoch = await log.epoch(topic);
  const logger = createLogger({ service: "test", level: "silent" });
  const metrics = createMetrics("test");
  const serving: FollowedKeyspace = await followControl({ state, epoch, onFailure: () => {} });
  const projector: Projector = await startProjector({ log, state, keyspace: serving, window, logger, metrics });
  const control: ControlOf = { state, epoch, onChanged: () => serving.look() };
  let published = 0;

  /** Random events, of a few viewers each hundred, spread over the partitions. */
  function events(count: number): SignalEvent[] {
    const sizes = Array.from({ length: Math.ceil(count / 100) }, (_, part) => Math.min(100, count - 100 * part));
    return sizes.flatMap((size) => {
      const viewers = ++published;
      return randomPartition(seeded(viewers), viewers, size).map(({ event }) => event);
    });
  }

  const lowestFences = async () => {
    const partitions = (await log.ends(topic)).length;
    return (await fencesOf({ state, keyspace: serving.current(), epoch, partitions })).offsets;
  };

  async function caughtUp(): Promise<void> {
    await until("the state reflects the whole log", async () => {
      const ends = await log.ends(topic);
      return (await lowestFences()).every((fence, partition) => fence === ends[partition]! - 1);
    });
  }

  return {
    log,
    state,
    epoch,
    control,
    serving,
    metrics,
    caughtUp,
    /** How many records the state that serves reflects. */
    applied: async () => sum(await lowestFences()),
    publish: (count: number) => publish(log, events(count)),
    /** Publishes at a steady rate until it is told to end; answers how many it were. */
    startTraffic(perSecond: number): () => Promise<number> {
      const ended = new AbortController();
      let sent = 0;
      const running = (async () => {
        const began = performance.now();
        while (!ended.signal.aborted) {
          const due = Math.floor(((performance.now() - began) / 1000) * perSecond) - sent;
          if (due > 0) await publish(log, events(due));
          sent += Math.max(0, due);
          await delay(20);
        }
      })();
      return async () => {
        ended.abort();
        await running;
        return sent;
      };
    },
    /** What the state that serves holds, and what the whole log says that it should; once it has caught up. */
    async counted(ofWindow = window): Promise<Readonly<{ held: string[]; expected: string[] }>> {
      await caughtUp();
      const recount = new Recount();
      const sink = async (_partition: number, signals: readonly Parameters<Recount["add"]>[0][]) =>
        signals.forEach((signal) => recount.add(signal));
      const ends = await log.ends(topic);
      const replay = await replayLog({ log, topic, partitions: ends.length, sink });
      await replay.carryTo(
        ends.map((end) => end - 1),
        new AbortController().signal,
      );
      await replay.stop();
      const entries = (async function* () {
        for (const entry of recount.entries(ofWindow)) yield { ...entry, shard: "f0" as const };
      })();
      return { held: await linesOf(state.scan(serving.current())), expected: await linesOf(entries) };
    },
    async stop(): Promise<void> {
      await projector.stop();
      await serving.stop();
      await state.close();
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A task of which the lines are kept. */
export function createTask(
  signal = new AbortController().signal,
): Task & Readonly<{ lines: string[]; notes: string[] }> {
  const lines: string[] = [];
  const notes: string[] = [];
  return {
    signal,
    lines,
    notes,
    progress: (share, note) => void notes.push(`${share.toFixed(2)} ${note}`),
    log: (line) => void lines.push(line),
  };
}
