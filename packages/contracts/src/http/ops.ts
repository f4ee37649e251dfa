import { Type, type Static, type TObject } from "typebox";
import { countedJobStates, jobNames, jobStates, jobTable, type JobDataOf, type JobName } from "../jobs.ts";
import { Closed, Empty, Id, Limit, Nullable, OneOf, Time } from "./common.ts";
import { deadLetterOperations } from "./dead-letters.ts";
import { diagnosisOperations } from "./diagnosis.ts";
import { modelOperations } from "./models.ts";
import { operation, serviceNames } from "./operation.ts";
import { positionOperations } from "./positions.ts";

export const JobSchema = Type.Object({
  id: Id,
  name: OneOf(jobNames),
  data: Type.Record(Type.String(), Type.Unknown()),
  state: OneOf(jobStates, { description: "delayed: waits for its time, of a schedule or after a failed attempt." }),
  progress: Type.Object({ share: Type.Number({ description: "0 to 1." }), note: Type.String() }),
  attempts: Type.Integer({ description: "Begun so far." }),
  error: Nullable(Type.String({ description: "Of the last attempt that failed." })),
  result: Type.Unknown({ description: "What it answered; null until it is completed." }),
  createdAt: Time,
  startedAt: Nullable(Time),
  finishedAt: Nullable(Time),
});
export type JobView = Static<typeof JobSchema>;

export const JobKindSchema = Type.Object({
  name: OneOf(jobNames),
  service: OneOf(serviceNames, { description: "Whose jobs they are." }),
  summary: Type.String(),
  counts: Type.Object(
    Object.fromEntries(countedJobStates.map((state) => [state, Type.Integer()])) as Record<
      (typeof countedJobStates)[number],
      ReturnType<typeof Type.Integer>
    >,
    { description: "Of the jobs that are kept; a cancelled one counts as failed." },
  ),
  schedule: Nullable(
    Type.Union([
      Type.Object({ cron: Type.String({ description: "In UTC." }) }),
      Type.Object({ everyMs: Type.Integer() }),
    ]),
  ),
  nextRunAt: Nullable(Time),
});
export type JobKind = Static<typeof JobKindSchema>;

/** A job's name with data of its shape. */
export type JobRequest = {
  [N in JobName]: Readonly<
    { name: N } & (object extends JobDataOf<N> ? { data?: JobDataOf<N> } : { data: JobDataOf<N> })
  >;
}[JobName];

const JobRequestSchema = Type.Unsafe<JobRequest>(
  Type.Union(
    jobNames.map((name) => {
      const { data }: { data: TObject } = jobTable[name];
      return Closed({ name: OneOf([name]), data: data.required?.length ? data : Type.Optional(data) });
    }),
    { examples: [{ name: "enrich", data: { movieIds: ["alien-1979"] } }] },
  ),
);
const JobParams = Closed({ jobId: Id });

export const opsOperations = {
  ...deadLetterOperations,
  ...positionOperations,
  ...diagnosisOperations,
  ...modelOperations,
  listJobs: operation({
    id: "listJobs",
    method: "GET",
    path: "/v1/ops/jobs",
    service: "gateway",
    access: ["admin", "ops"],
    tag: "operations",
    summary: "Background jobs, the latest first, and what kinds there are",
    description: "A part of the system that cannot be asked is named in `degraded`, and its jobs are missing.",
    schema: {
      querystring: Closed({
        name: Type.Optional(OneOf(jobNames)),
        state: Type.Optional(OneOf(jobStates)),
        limit: Limit(50, 1_000),
      }),
      response: {
        200: Type.Object({
          items: Type.Array(JobSchema),
          kinds: Type.Array(JobKindSchema, { description: "The one that was asked for, or all." }),
          degraded: Type.Optional(Type.Array(Type.String())),
        }),
      },
    },
  }),
  startJob: operation({
    id: "startJob",
    method: "POST",
    path: "/v1/ops/jobs",
    service: "gateway",
    access: ["admin", "ops"],
    tag: "operations",
    summary: "Have a background job done",
    description: "While a job with the same name and data is not finished, that one is answered and none is added.",
    schema: { body: JobRequestSchema, response: { 202: JobSchema } },
  }),
  getJob: operation({
    id: "getJob",
    method: "GET",
    path: "/v1/ops/jobs/:jobId",
    service: "gateway",
    access: ["admin", "ops"],
    tag: "operations",
    summary: "A background job, with the last lines of its log",
    schema: {
      params: JobParams,
      response: { 200: Type.Object({ ...JobSchema.properties, log: Type.Array(Type.String()) }) },
    },
  }),
  cancelJob: operation({
    id: "cancelJob",
    method: "DELETE",
    path: "/v1/ops/jobs/:jobId",
    service: "gateway",
    access: ["admin", "ops"],
    tag: "operations",
    summary: "Cancel a background job: one that waits never runs, one that runs is told to stop",
    schema: { params: JobParams, response: { 202: JobSchema } },
  }),
  retryJob: operation({
    id: "retryJob",
    method: "POST",
    path: "/v1/ops/jobs/:jobId/retry",
    service: "gateway",
    access: ["admin", "ops"],
    tag: "operations",
    summary: "Try a background job now: one that failed or was cancelled anew, one that is delayed at once",
    description: "Nothing is tried anew while another job with the same name and data is not finished.",
    schema: { params: JobParams, response: { 202: JobSchema } },
  }),
  openBoardSession: operation({
    id: "openBoardSession",
    method: "POST",
    path: "/v1/ops/session",
    service: "gateway",
    access: ["admin"],
    tag: "operations",
    summary: "Let this browser see the board of background jobs, /v1/ops/board",
    description:
      "Sets a cookie that holds for the board alone, as long as the access token that is sent. The board's own sign-in page does the same.",
    schema: { response: { 200: Type.Object({ expiresAt: Time }) } },
  }),
  closeBoardSession: operation({
    id: "closeBoardSession",
    method: "DELETE",
    path: "/v1/ops/session",
    service: "gateway",
    access: "public",
    tag: "operations",
    summary: "Take the board's cookie back",
    schema: { response: { 204: Empty } },
  }),
} as const;
