import type { JobHandler, Jobs } from "@projectionist/jobs";
import { enqueueJob } from "@projectionist/service-kit";
import type { EmbeddingByJob, EmbedResult } from "./embed-by-job.ts";

/**
 * The handler of the job `embed`. Where texts are embedded by what comes along it has nothing to do: an instance with a model that
 * takes long asks again.
 */
export function createEmbedJob(embedding: Pick<EmbeddingByJob, "embedMissing"> | undefined): JobHandler {
  return async (_data, { progress, signal, log }): Promise<EmbedResult> => {
    if (embedding) return embedding.embedMissing({ progress, signal });
    log("Nothing to do here: static embeddings serve, and these are made as films come");
    return { films: 0, embedded: 0 };
  };
}

/**
 * Has the missing vectors made, by one instance: while one job is not finished no other is added. Whoever cancels it means it:
 * where the last one was cancelled none is added, and the answer is false, until an instance starts, as it does with another model,
 * or somebody enqueues or retries one. `startedAt`: when this instance has started, in milliseconds since 1970.
 */
export function createAskForVectors(jobs: Pick<Jobs, "enqueue" | "list">, startedAt: number): () => Promise<boolean> {
  return async () => {
    const [last] = await jobs.list("embed", { limit: 1 });
    if (last?.state === "cancelled" && last.finishedAt !== null && last.finishedAt >= startedAt) return false;
    // One that was cancelled while it runs is not finished yet, and would not keep another from being added.
    if (last?.finishedAt !== null) await enqueueJob(jobs, "embed", {});
    return true;
  };
}
