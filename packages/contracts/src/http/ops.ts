import { Type, type Static } from "typebox";
import { jobNames, jobStates, jobTable, type JobDataOf, type JobName } from "../jobs.ts";
import { Closed, Id, Limit, Nullable, OneOf, Time } from "./common.ts";
import { operation } from "./operation.ts";

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

/** A job's name with data of its shape. */
export type JobRequest = { [N in JobName]: Readonly<{ name: N; data?: JobDataOf<N> }> }[JobName];

const JobRequestSchema = Type.Unsafe<JobRequest>(
  Type.Union(
    jobNames.map((name) => Closed({ name: OneOf([name]), data: Type.Optional(jobTable[name].data) })),
    { examples: [{ name: "enrich", data: { movieIds: ["alien-1979"] } }] },
  ),
);
const JobParams = Closed({ jobId: Id });

export const opsOperations = {
  listJobs: operation({
    id: "listJobs",
    method: "GET",
    path: "/v1/ops/jobs",
    service: "catalog",
    access: ["admin"],
    tag: "operations",
    summary: "Background jobs, the latest first",
    schema: {
      querystring: Closed({
        name: Type.Optional(OneOf(jobNames)),
        state: Type.Optional(OneOf(jobStates)),
        limit: Limit(50, 200),
      }),
      response: { 200: Type.Object({ items: Type.Array(JobSchema) }) },
    },
  }),
  startJob: operation({
    id: "startJob",
    method: "POST",
    path: "/v1/ops/jobs",
    service: "catalog",
    access: ["admin"],
    tag: "operations",
    summary: "Have a background job done",
    description: "While a job with the same name and data is not finished, that one is answered and none is added.",
    schema: { body: JobRequestSchema, response: { 202: JobSchema } },
  }),
  getJob: operation({
    id: "getJob",
    method: "GET",
    path: "/v1/ops/jobs/:jobId",
    service: "catalog",
    access: ["admin"],
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
    service: "catalog",
    access: ["admin"],
    tag: "operations",
    summary: "Cancel a background job: one that waits never runs, one that runs is told to stop",
    schema: { params: JobParams, response: { 202: JobSchema } },
  }),
} as const;
