import type { RedisClient } from "@projectionist/redis";
import type { Queue } from "bullmq";
import { DuplicateJobError } from "../jobs.ts";
import type { EnvelopedJob } from "./present-job.ts";

/** Longer than a call takes. */
const CLAIM_MS = 10_000;

/**
 * The key by which BullMQ knows a job that is not finished from its `dedupeId`. BullMQ sets it as the job is added and deletes
 * it as the job ends, but does not set it again when the job is tried anew.
 */
export type DedupeKey = Readonly<{
  /**
   * Takes the key for some seconds: a process that dies before the job is tried anew leaves none behind.
   * @throws {DuplicateJobError} when another job has it
   */
  claim(): Promise<void>;
  /** Keeps the key that was claimed until the job ends. */
  keep(): Promise<void>;
}>;

export function dedupeKeyOf(job: EnvelopedJob, queue: Queue, redis: RedisClient): DedupeKey {
  const { id = "", deduplicationId } = job;
  if (deduplicationId === undefined) return { claim: async () => {}, keep: async () => {} };
  const key = queue.toKey(`de:${deduplicationId}`);

  async function claim(): Promise<void> {
    if ((await redis.set(key, id, "PX", CLAIM_MS, "NX")) === "OK") return;
    const holder = await redis.get(key);
    if (holder === null) return claim();
    if (holder !== id) throw new DuplicateJobError(`${job.queueName}.${holder}`);
  }

  return {
    claim,
    async keep() {
      await redis.persist(key);
      // BullMQ does not delete a key that expires: the job may have ended before it was kept.
      const state = await job.getState();
      if (state === "completed" || state === "failed") await job.removeDeduplicationKey();
    },
  };
}
