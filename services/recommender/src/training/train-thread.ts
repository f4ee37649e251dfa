import { availableParallelism } from "node:os";
import { openLinearAlgebra } from "@projectionist/compute";
import { openModels } from "../models/open.ts";
import { answerCalls, note } from "./thread-calls.ts";
import { trainModels, type TrainOptions } from "./train-models.ts";

/** One core is left to those who wait for an answer. */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));

type TrainCall = Pick<TrainOptions, "checkpoint" | "inUse" | "version" | "now"> & Readonly<{ modelsUrl: string }>;

const handlers = {
  async train({ modelsUrl, ...options }: TrainCall) {
    const models = await openModels(modelsUrl);
    const algebra = await openLinearAlgebra({ threads: THREADS });
    try {
      return await trainModels({ ...options, models, algebra, onProgress: note });
    } finally {
      await algebra.close();
    }
  },
};

/** The thread that trains, for minutes, while requests are answered. */
export type TrainCalls = typeof handlers;

answerCalls(handlers);
