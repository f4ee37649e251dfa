import type { WorkerContext } from "@projectionist/compute";
import { ImportError } from "@projectionist/import";
import type { Progress, ProtocolReport } from "@projectionist/recsys";
import { CommandError } from "../command-error.ts";
import type { Evaluated, Evaluation, Message } from "./evaluation.ts";
import { protocolNamed, type Protocol } from "./protocols.ts";

const PROGRESS_MS = 100;

/** Runs a protocol for one model after the other, in a thread of its own: `runEvaluation` starts it. */
export async function evaluateData(evaluation: Evaluation, context: WorkerContext<Message>): Promise<Evaluated> {
  let told = 0;
  const onProgress = (progress: Progress) => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    context.progress({ progress });
  };
  try {
    const protocol = protocolNamed(evaluation.protocol);
    checkModels(protocol, evaluation.models);
    const { run, close, ...opened } = await protocol.open(evaluation, onProgress);
    try {
      let report: ProtocolReport | undefined;
      for (const model of evaluation.models ?? opened.models) {
        const one = await run(model);
        report = { ...one, figures: [...(report?.figures ?? []), ...one.figures] };
        context.progress({ report });
      }
      return { report: report! };
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof CommandError || error instanceof ImportError) return { refused: error.message };
    throw error;
  }
}

/** @throws {CommandError} when the protocol does not know one of them */
function checkModels({ models }: Protocol, names: readonly string[] = []): void {
  const unknown = names.find((name) => !models.includes(name));
  if (unknown !== undefined)
    throw new CommandError(`There is no model "${unknown}" for this protocol: choose of ${models.join(", ")}.`);
}
