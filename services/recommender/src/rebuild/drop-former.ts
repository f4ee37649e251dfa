import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@projectionist/service-kit";
import { readControl } from "../control/change-control.ts";
import type { SignalState } from "../signal-state/signal-state.ts";

const LOOK_MS = 1000;

export type DropFormerOptions = Readonly<{
  state: SignalState;
  /** The signals topic's. */
  epoch: string;
  /** What that was called before the log could tell its incarnations apart. */
  formerEpoch: string | undefined;
  /** Rejects until all is counted in this epoch that was in the log at the start. */
  caughtUp: () => Promise<void>;
  logger: Logger;
}>;

/**
 * Drops in the background what was counted of this log under the former name of its epoch, once it is counted under
 * this one: what the control record of that name tells, and nothing else, for other logs' counts may be in the same
 * store. What a stop cuts short the next start goes on with.
 */
export function startDropFormer(options: DropFormerOptions): Readonly<{ stop(): Promise<void> }> {
  const { state, epoch, formerEpoch, caughtUp, logger } = options;
  const stopping = new AbortController();
  const { signal } = stopping;

  async function untilCaughtUp(): Promise<void> {
    for (let isBehind = true; isBehind;) {
      isBehind = await caughtUp().then(
        () => false,
        () => true,
      );
      if (isBehind) await delay(LOOK_MS, undefined, { signal });
    }
  }

  async function drop(former: string): Promise<void> {
    await untilCaughtUp();
    const { active, previous, building } = await readControl({ state, epoch: former });
    for (const keyspace of [active, previous, building?.keyspace]) {
      if (!keyspace?.endsWith(`.${former}`) || !(await state.has(keyspace))) continue;
      let rows = 0;
      await state.drop(keyspace, (gone) => {
        signal.throwIfAborted();
        rows = gone;
      });
      logger.info({ keyspace, rows }, `dropped ${rows} rows of the counts by the former name`);
    }
  }

  const hasFormer = formerEpoch !== undefined && formerEpoch !== epoch;
  const running = (hasFormer ? drop(formerEpoch) : Promise.resolve()).catch((err: unknown) => {
    if (!signal.aborted) logger.warn({ err }, "the counts by the former name are dropped at the next start");
  });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
