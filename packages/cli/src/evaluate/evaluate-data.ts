import { openLinearAlgebra, type WorkerContext } from "@projectionist/compute";
import { ImportError } from "@projectionist/import";
import type { Progress } from "@projectionist/recsys";
import { CommandError } from "../command-error.ts";
import type { Evaluated, Evaluation } from "./evaluation.ts";
import { protocolNamed } from "./protocols.ts";
import { readData } from "./read-data.ts";

const PROGRESS_MS = 100;

/** Runs a protocol, in a thread of its own: `runEvaluation` starts it. */
export async function evaluateData(evaluation: Evaluation, context: WorkerContext<Progress>): Promise<Evaluated> {
  let told = 0;
  const onProgress = (progress: Progress) => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    context.progress(progress);
  };
  try {
    const { protocol, dataPath, contentPath, models, seed, splits, folds, backend } = evaluation;
    const { run } = protocolNamed(protocol);
    const data = await readData({
      path: dataPath,
      contentPath,
      onProgress: (done) => onProgress({ stage: "reading ratings", done, total: 0 }),
    });
    const algebra = await openLinearAlgebra(backend === undefined ? {} : { backend }).catch((error: Error) => {
      throw new CommandError(error.message, { cause: error });
    });
    try {
      const env = { algebra, seed, splits, folds, onProgress, now: () => performance.now() };
      return { report: await run(data, models, env) };
    } finally {
      await algebra.close();
    }
  } catch (error) {
    if (error instanceof CommandError || error instanceof ImportError) return { refused: error.message };
    throw error;
  }
}
