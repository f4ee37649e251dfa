import { jobTable } from "@projectionist/contracts";
import type { JobHandler, Jobs } from "@projectionist/jobs";
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

/** Has the missing vectors made, by one instance: while a job that was asked for has not finished no other is added. */
export function askForVectors(jobs: Pick<Jobs, "enqueue">): Promise<string> {
  return jobs.enqueue("embed", {}, { ...jobTable.embed.retry, dedupeId: "missing" });
}
