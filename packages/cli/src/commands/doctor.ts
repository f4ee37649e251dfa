import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { doctorText } from "../doctor/doctor-text.ts";
import { examine } from "../doctor/examine.ts";
import { heldBytes } from "../doctor/held-bytes.ts";
import { addTarget, openTarget, type Target } from "../gateway/target.ts";
import { countOf } from "../option-values.ts";
import type { Surroundings } from "../surroundings.ts";

const SIGNALS_PER_VIEWER = 100;

type Options = Target & Readonly<{ films?: number; signalsPerViewer: number; json?: boolean }>;

/** `projectionist doctor`: how a running system is, what it holds, and what is wrong with it. */
export function doctorCommand(surroundings: Surroundings): Command {
  return addTarget(new Command("doctor").summary("how the system is, what it holds and will hold, and what is wrong"))
    .description(
      "Asks every service for its checks, version and the settings of its engines, looks at positions and dead letters, and " +
        "tells what signals, viewers and films take, now and at 1, 10 and 100 million signals. Each finding names its cure. " +
        "The exit code is 1 when one is an error.",
    )
    .option("--films <n>", "expect so many films; else those in the catalog", countOf)
    .option("--signals-per-viewer <n>", "expect so many signals of a viewer", countOf, SIGNALS_PER_VIEWER)
    .option("--json", "print JSON")
    .action((options: Options) => run(options, surroundings));
}

async function run(options: Options, surroundings: Surroundings): Promise<void> {
  const { stdout } = surroundings;
  const { films, signalsPerViewer, json = false } = options;
  const examination = await examine(openTarget(options, surroundings));
  const { diagnosis, findings } = examination;
  stdout.write(
    json
      ? `${JSON.stringify({ services: diagnosis.services, held: diagnosis.held ?? null, heldBytes, findings }, null, 2)}\n`
      : doctorText(examination, { signalsPerViewer, ...(films === undefined ? {} : { films }) }),
  );
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (errors > 0) throw new CommandError(errors === 1 ? "1 error." : `${errors} errors.`);
}
