import { Type, type Static, type TSchema } from "typebox";
import { Closed, Id, Time } from "./http/common.ts";
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

/** What a data set may be called. */
export const DATA_SET_PATTERN = "^[a-z0-9][a-z0-9-]{0,19}$";

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
  embed: {
    owner: "catalog",
    summary: "Embeds the films whose vectors are missing, where a transformer does (SEMANTIC_MODEL); begins by itself",
    data: Closed({}),
    retry: { attempts: 5, backoffMs: 30_000 },
  },
  import: {
    owner: "catalog",
    summary: "Loads a MovieLens or TMDB 5000 data set that lies in the landing place of the catalog",
    data: Closed(
      {
        file: Type.String({
          minLength: 1,
          maxLength: 500,
          description: "A zip or a folder in the landing place (IMPORT_FOLDER), such as ml-latest-small.zip.",
        }),
        dataSet: Type.Optional(
          Type.String({
            pattern: DATA_SET_PATTERN,
            description: "What the viewers' ids begin with, such as ml32m; else told by name and size.",
          }),
        ),
        since: Type.Optional(Type.String({ ...Time, description: "Leaves out ratings before this time." })),
        limit: Type.Optional(
          Type.Integer({ minimum: 1, description: "At most so many ratings, or films of a catalog without ratings." }),
        ),
        again: Type.Optional(Type.Boolean({ description: "Reads everything again, also what is imported already." })),
      },
      { examples: [{ file: "ml-latest-small.zip" }] },
    ),
    retry: { attempts: 5, backoffMs: 30_000 },
  },
  rebuild: {
    owner: "recommender",
    summary: "Counts the whole log anew beside the state that serves, compares both, and swaps them",
    data: Closed({
      window: Type.Optional(
        Type.Integer({
          minimum: 5,
          maximum: 20,
          description: "With how many films before it a film of a history is paired; as it is now unless told.",
        }),
      ),
      replace: Type.Optional(
        Type.Boolean({ description: "Swaps also where the two differ: the state that serves is known to be wrong." }),
      ),
      dropPrevious: Type.Optional(Type.Boolean({ description: "Keeps nothing to go back to." })),
    }),
    retry: { attempts: 1, backoffMs: 1_000 },
  },
  train: {
    owner: "recommender",
    summary:
      "Trains the models from what is counted, judges them by the newest signals, and lets them serve unless worse",
    data: Closed({
      onlyWhenDue: Type.Optional(
        Type.Boolean({ description: "Only where enough signals are new, or somebody was erased, since the last." }),
      ),
      promote: Type.Optional(Type.Boolean({ description: "Lets them serve also where they are worse." })),
    }),
    retry: { attempts: 3, backoffMs: 60_000 },
  },
  verify: {
    owner: "recommender",
    summary: "Counts the whole log with a second implementation, and compares the state that serves with it",
    data: Closed({}),
    retry: { attempts: 1, backoffMs: 1_000 },
  },
  rollback: {
    owner: "recommender",
    summary: "Lets the state serve again that a rebuild has replaced",
    data: Closed({
      to: Type.String({
        minLength: 1,
        maxLength: 200,
        description: "The keyspace that shall serve: `keyspaces.previous` of GET /v1/ops/positions.",
      }),
    }),
    retry: { attempts: 1, backoffMs: 1_000 },
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
