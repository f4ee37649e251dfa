import { availableParallelism } from "node:os";
import { openLinearAlgebra, type WorkerContext } from "@projectionist/compute";
import { openModels } from "../models/open.ts";
import { trainModels, type Trained, type TrainOptions } from "./train-models.ts";

/** One core is left to those who wait for an answer. */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));

export type TrainInput = Pick<TrainOptions, "checkpoint" | "inUse" | "version" | "now"> &
  Readonly<{ modelsUrl: string }>;

export type TrainProgress = Readonly<{ share: number; note: string }>;

/** {@link trainModels} for a thread of its own, which takes minutes while requests are answered. */
export async function train(
  { modelsUrl, ...options }: TrainInput,
  { progress }: WorkerContext<TrainProgress>,
): Promise<Trained> {
  const models = await openModels(modelsUrl);
  const algebra = await openLinearAlgebra({ threads: THREADS });
  try {
    return await trainModels({ ...options, models, algebra, onProgress: (share, note) => progress({ share, note }) });
  } finally {
    await algebra.close();
  }
}
