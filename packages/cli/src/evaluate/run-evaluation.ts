import { runInWorker } from "@projectionist/compute";
import type { Progress, ProtocolReport } from "@projectionist/recsys";
import { CommandError } from "../command-error.ts";
import type { evaluateData } from "./evaluate-data.ts";
import type { Evaluation } from "./evaluation.ts";

/** What a shell reports of a command that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Evaluates in a worker thread, so that progress shows and a stop is heard while it computes.
 * @throws {CommandError} when it is asked for what is not there, or `stopped` is aborted
 */
export async function runEvaluation(
  evaluation: Evaluation,
  { onProgress, stopped }: Readonly<{ onProgress(progress: Progress): void; stopped: AbortSignal }>,
): Promise<ProtocolReport> {
  const outcome = await runInWorker<typeof evaluateData>(
    new URL("./evaluate-data.ts", import.meta.url),
    "evaluateData",
    evaluation,
    { signal: stopped, onProgress },
  ).catch((error: unknown) => {
    if (stopped.aborted) throw new CommandError("Stopped: nothing was written.", { exitCode: INTERRUPTED });
    throw error;
  });
  if ("refused" in outcome) throw new CommandError(outcome.refused);
  return outcome.report;
}
