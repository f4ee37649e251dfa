import {
  jobNames,
  jobTable,
  opsOperations as operations,
  type JobName,
  type JobRequest,
  type JobView,
} from "@projectionist/contracts";
import { JobsUnavailableError, type Job, type Jobs } from "@projectionist/jobs";
import { ProblemError, route } from "@projectionist/service-kit";
import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

/** The background jobs of every service, for administrators. */
export function jobRoutes(app: FastifyInstance, jobs: Jobs): void {
  route(app, operations.listJobs, async ({ query: { name, state, limit = 50 } }) => {
    const options = { limit, ...(state && { states: [state] }) };
    const lists = await asked(() => Promise.all((name ? [name] : jobNames).map((one) => jobs.list(one, options))));
    const latest = lists.flat().sort((a, b) => b.createdAt - a.createdAt);
    return { status: 200, body: { items: latest.slice(0, limit).map(viewOf) } };
  });

  route(app, operations.startJob, async ({ body }) => {
    const { name, data = {} } = body;
    const options = { ...jobTable[name].retry, dedupeId: digestOf(body) };
    const id = await asked(() => jobs.enqueue(name, data, options));
    return { status: 202, body: viewOf(await find(id)), headers: { location: `/v1/ops/jobs/${id}` } };
  });

  route(app, operations.getJob, async ({ params }) => {
    const job = await find(params.jobId);
    return { status: 200, body: { ...viewOf(job), log: [...job.log] } };
  });

  route(app, operations.cancelJob, async ({ params }) => {
    const { id } = await find(params.jobId);
    if (!(await asked(() => jobs.cancel(id)))) throw new ProblemError("job-finished");
    return { status: 202, body: viewOf(await find(id)) };
  });

  async function find(id: string) {
    const job = await asked(() => jobs.get(id));
    if (!job || !isKnown(job.name)) throw new ProblemError("job-not-found");
    return job;
  }
}

/** @throws {ProblemError} `unavailable` */
async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof JobsUnavailableError)) throw error;
    throw new ProblemError("unavailable", { detail: "The jobs cannot be reached: try again." }, { cause: error });
  }
}

function viewOf(job: Job): JobView {
  const { id, data, state, progress, attempts, error, result } = job;
  return {
    id,
    name: job.name as JobName,
    data: { ...data },
    state,
    progress,
    attempts,
    error,
    result,
    createdAt: new Date(job.createdAt).toISOString(),
    startedAt: timeOf(job.startedAt),
    finishedAt: timeOf(job.finishedAt),
  };
}

const timeOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const isKnown = (name: string): name is JobName => Object.hasOwn(jobTable, name);

function digestOf({ data = {} }: JobRequest): string {
  const fields = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(fields)).digest("base64url");
}
