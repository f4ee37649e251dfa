import { setTimeout as sleep } from "node:timers/promises";
import { startAppending, type Appending } from "../appending/appenders.ts";
import { outcomeOf } from "../appending/outcome-of.ts";
import { openArena, type Arena } from "../arena.ts";
import type { Experiment } from "../experiment.ts";
import type { Random } from "@projectionist/simulation";

const ROUNDS = 40;
const FEWEST_ROUNDS = 3;
const FROZEN_MS = 1_500;

export const acked: Experiment = {
  name: "acked",
  guarantees: ["G1"],
  promise: "what was acked is in the log, whether the process that appends is killed or the only broker",
  control: "what is gathered in memory, or on its way to the broker (acks=0), is taken for acked",
  engines: ["embedded", "real"],
  async run({ random, engines, share, protection, say }) {
    const arena = await openArena(engines);
    let appending: Appending | undefined;
    try {
      appending = await startAppending(arena.logUrl, protection ? "all" : "0");
      const rounds = Math.max(FEWEST_ROUNDS, Math.round(ROUNDS * share));
      for (let round = 0; round < rounds; round++) {
        await sleep(500 + random.below(1_000));
        if (arena.kafka) await killBroker(arena, appending, random);
        else await appending.kill();
      }
      await appending.goesOn();
      await appending.end();
      say(`${rounds} kills while signals were appended`);
      const victim = arena.kafka ? "kills of the broker" : "kills of the process that appends";
      return await outcomeOf(appending, arena.logUrl, { [victim]: rounds });
    } finally {
      await appending?.end();
      await arena.close();
    }
  },
};

/** First it hangs, so that there is something on its way when it dies. */
async function killBroker({ kafka }: Arena, appending: Appending, random: Random): Promise<void> {
  await kafka!.freeze();
  await sleep(random.below(FROZEN_MS));
  await kafka!.kill();
  await kafka!.start();
  await appending.goesOn();
}
