import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { addTarget, openTarget, type Target } from "../gateway/target.ts";
import { isStuck, positionsText } from "../positions/positions-text.ts";
import type { Surroundings } from "../surroundings.ts";

const WATCH_MS = 2_000;
const CLEAR = "\u001b[2J\u001b[H";

type Options = Target & Readonly<{ watch?: boolean; json?: boolean }>;

/** `projectionist positions`: how far whoever follows the log has come. */
export function positionsCommand(surroundings: Surroundings): Command {
  return addTarget(new Command("positions").summary("how far projections have come, and what stands still"))
    .description(
      "Prints, per partition, the end of the log, what each group has committed, the fences of the state (the last offset that " +
        "every shard reflects, to the last that some shard does), and the lag. Names what stands still, and the cure. " +
        "The exit code is 1 when something does.",
    )
    .option("--watch", "again every two seconds, until stopped")
    .option("--json", "print JSON")
    .action((options: Options) => run(options, surroundings));
}

async function run(options: Options, surroundings: Surroundings): Promise<void> {
  const { stdout, stopped } = surroundings;
  const { watch = false, json = false } = options;
  const gateway = openTarget(options, surroundings);
  for (;;) {
    const positions = await gateway.call((client) => client.GET("/v1/ops/positions"));
    const text = json ? `${JSON.stringify(positions, null, watch ? 0 : 2)}\n` : positionsText(positions);
    stdout.write(watch && !json && stdout.isTTY ? `${CLEAR}${text}` : text);
    if (!watch) {
      if (isStuck(positions)) throw new CommandError("Something stands still.");
      return;
    }
    await sleep(WATCH_MS, undefined, { signal: stopped }).catch(() => {});
    if (stopped.aborted) return;
  }
}
