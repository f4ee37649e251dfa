import { openLinearAlgebra, type WorkerContext } from "@projectionist/compute";
import { ImportError } from "@projectionist/import";
import type { Progress, ProtocolReport } from "@projectionist/recsys";
import { CommandError } from "../command-error.ts";
import type { Evaluated, Evaluation, Message } from "./evaluation.ts";
import { protocolNamed, type Protocol } from "./protocols.ts";
import { readData } from "./read-data.ts";

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
    const { dataPath, contentPath, backend, ...options } = evaluation;
    const protocol = protocolNamed(evaluation.protocol);
    const models = chosen(protocol, evaluation.models);
    const data = await readData({
      path: dataPath,
      contentPath,
      onProgress: (done) => onProgress({ stage: "reading ratings", done, total: 0 }),
    });
    const algebra = await openLinearAlgebra(backend === undefined ? {} : { backend }).catch((error: Error) => {
      throw new CommandError(error.message, { cause: error });
    });
    try {
      const env = { ...options, algebra, onProgress, now: () => performance.now() };
      let report: ProtocolReport | undefined;
      for (const model of models) {
        const one = await protocol.run(data, model, env);
        report = { ...one, figures: [...(report?.figures ?? []), ...one.figures] };
        context.progress({ report });
      }
      return { report: report! };
    } finally {
      await algebra.close();
    }
  } catch (error) {
    if (error instanceof CommandError || error instanceof ImportError) return { refused: error.message };
    throw error;
  }
}

/** @throws {CommandError} when the protocol does not know one of them */
function chosen({ models }: Protocol, names: readonly string[] = models): readonly string[] {
  const unknown = names.find((name) => !models.includes(name));
  if (unknown === undefined) return names;
  throw new CommandError(`There is no model "${unknown}" for this protocol: choose of ${models.join(", ")}.`);
}
