import { runInWorker } from "@projectionist/compute";
import type { Progress, ProtocolReport } from "@projectionist/recsys";
import { CommandError, INTERRUPTED } from "../command-error.ts";
import type { evaluateData } from "./evaluate-data.ts";
import type { Evaluation, Message } from "./evaluation.ts";

/** What comes of an evaluation: a stop leaves the models that were finished by then, and at least one. */
export type Outcome = Readonly<{ report: ProtocolReport; finished: boolean }>;

type Listeners = Readonly<{
  onProgress(progress: Progress): void;
  /** Called after each model with the report so far. */
  onModel(report: ProtocolReport): void;
  stopped: AbortSignal;
}>;

/**
 * Evaluates in a worker thread, so that progress shows and a stop is heard while it computes.
 * @throws {CommandError} when it is asked for what is not there, or `stopped` is aborted before any model is finished
 */
export async function runEvaluation(
  evaluation: Evaluation,
  { onProgress, onModel, stopped }: Listeners,
): Promise<Outcome> {
  let latest: ProtocolReport | undefined;
  const onMessage = (message: Message) => {
    if (stopped.aborted) return;
    if ("progress" in message) return onProgress(message.progress);
    latest = message.report;
    onModel(latest);
  };
  try {
    const outcome = await runInWorker<typeof evaluateData>(
      new URL("./evaluate-data.ts", import.meta.url),
      "evaluateData",
      evaluation,
      { signal: stopped, onProgress: onMessage },
    );
    if ("refused" in outcome) throw new CommandError(outcome.refused);
    return { report: outcome.report, finished: true };
  } catch (error) {
    if (!stopped.aborted) throw error;
    if (!latest) throw new CommandError("Stopped before any model was finished.", { exitCode: INTERRUPTED });
    return { report: unfinished(latest), finished: false };
  }
}

function unfinished(report: ProtocolReport): ProtocolReport {
  return { ...report, description: `UNFINISHED, stopped before all models were measured. ${report.description}` };
}
