import { Type, type Static, type TSchema } from "typebox";
import { Closed, Id } from "./http/common.ts";
import type { ServiceName } from "./http/operation.ts";

/** A kind of background job. */
export type JobSpec = Readonly<{
  /** The service that does it. */
  owner: ServiceName;
  summary: string;
  /** What it takes. */
  data: TSchema;
  /** How often it is tried in all, and the pause before the second attempt, doubled before each further one. */
  retry: Readonly<{ attempts: number; backoffMs: number }>;
}>;

/** The background jobs, by name: whoever enqueues, does or shows one reads this. */
export const jobTable = {
  enrich: {
    owner: "catalog",
    summary: "Fills in what is missing about films, and their posters, from TMDB",
    data: Closed({
      movieIds: Type.Optional(
        Type.Array(Id, { minItems: 1, maxItems: 1_000, description: "Which films; all unless told." }),
      ),
      refresh: Type.Optional(
        Type.Boolean({
          description: "Asks TMDB whether what was kept of its replies still holds, also where it is young.",
        }),
      ),
    }),
    retry: { attempts: 5, backoffMs: 30_000 },
  },
} as const satisfies Readonly<Record<string, JobSpec>>;

export type JobName = keyof typeof jobTable;
export const jobNames = Object.keys(jobTable) as readonly JobName[];
/** What a job of the name takes. */
export type JobDataOf<N extends JobName> = Readonly<Static<(typeof jobTable)[N]["data"]>>;

/** `delayed`: waits for its time, of a schedule or after an attempt that failed. */
export const jobStates = ["waiting", "delayed", "running", "completed", "failed", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** The states that jobs are counted by: one that was cancelled counts as failed. */
export const countedJobStates = ["waiting", "delayed", "running", "completed", "failed"] as const;
export type JobCounts = Readonly<Record<(typeof countedJobStates)[number], number>>;
