import { Worker } from "node:worker_threads";
import type { Progress, ProtocolReport } from "@projectionist/recsys";
import { CommandError } from "../command-error.ts";
import type { Evaluation, EvaluationMessage } from "./evaluation.ts";

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
  const worker = new Worker(new URL("./evaluate.worker.ts", import.meta.url), { workerData: evaluation });
  const stop = () => void worker.terminate();
  stopped.addEventListener("abort", stop);
  try {
    return await new Promise((resolve, reject) => {
      worker.on("message", (message: EvaluationMessage) => {
        if (message.kind === "progress") onProgress(message.progress);
        else if (message.kind === "report") resolve(message.report);
        else reject(new CommandError(message.message));
      });
      worker.on("error", reject);
      worker.on("exit", () => reject(new CommandError("Stopped: nothing was written.", { exitCode: INTERRUPTED })));
    });
  } finally {
    stopped.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
