import { parentPort, workerData } from "node:worker_threads";
import { openLinearAlgebra } from "@projectionist/compute";
import { ImportError } from "@projectionist/import";
import { CommandError } from "../command-error.ts";
import type { Evaluation, EvaluationMessage } from "./evaluation.ts";
import { protocolNamed } from "./protocols.ts";
import { readData } from "./read-data.ts";

const PROGRESS_MS = 100;

const tell = (message: EvaluationMessage) => parentPort?.postMessage(message, []);
let told = 0;
const onProgress = (progress: Extract<EvaluationMessage, { kind: "progress" }>["progress"]) => {
  if (performance.now() - told < PROGRESS_MS) return;
  told = performance.now();
  tell({ kind: "progress", progress });
};

try {
  const { protocol, dataPath, contentPath, models, seed, splits, folds, backend } = workerData as Evaluation;
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
    tell({ kind: "report", report: await run(data, models, env) });
  } finally {
    await algebra.close();
  }
} catch (error) {
  if (!(error instanceof CommandError || error instanceof ImportError)) throw error;
  tell({ kind: "refused", message: error.message });
}
