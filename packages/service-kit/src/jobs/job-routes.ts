import {
  jobNames,
  jobTable,
  opsOperations as operations,
  type JobKind,
  type JobName,
  type ServiceName,
} from "@projectionist/contracts";
import { DuplicateJobError, JobsUnavailableError, type Jobs } from "@projectionist/jobs";
import type { FastifyInstance } from "fastify";
import { ProblemError } from "../http/problem-error.ts";
import { route } from "../http/route.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { timeOf, viewOf } from "./job-view.ts";

/** A service's own background jobs, for administrators; the gateway shows those of all services as one list. */
export function jobRoutes(app: FastifyInstance, service: ServiceName, jobs: Jobs): void {
  const names = jobNames.filter((name) => jobTable[name].owner === service);
  const owns = (name: string) => names.some((own) => own === name);

  route(app, operations.listJobs, async ({ query: { name, state, limit = 50 } }) => {
    const options = { limit, ...(state && { states: [state] }) };
    const asked = names.filter((own) => name === undefined || own === name);
    const [lists, kinds] = await answered(() =>
      Promise.all([
        Promise.all(asked.map((one) => jobs.list(one, options))),
        Promise.all(asked.map((one) => kindOf(one))),
      ]),
    );
    const latest = lists.flat().sort((a, b) => b.createdAt - a.createdAt);
    return { status: 200, body: { items: latest.slice(0, limit).map(viewOf), kinds } };
  });

  route(app, operations.startJob, async ({ body }) => {
    const { name } = body;
    if (!owns(name)) {
      const message = `is done by ${jobTable[name].owner}: send it through the gateway`;
      throw new ProblemError("validation-failed", { errors: [{ path: "/name", message }] });
    }
    const id = await answered(() => enqueueJob(jobs, name, body.data ?? {}));
    return { status: 202, body: viewOf(await find(id)), headers: { location: `/v1/ops/jobs/${id}` } };
  });

  route(app, operations.getJob, async ({ params }) => {
    const job = await find(params.jobId);
    return { status: 200, body: { ...viewOf(job), log: [...job.log] } };
  });

  route(app, operations.cancelJob, async ({ params }) => {
    const { id } = await find(params.jobId);
    if (!(await answered(() => jobs.cancel(id)))) throw new ProblemError("job-finished");
    return { status: 202, body: viewOf(await find(id)) };
  });

  route(app, operations.retryJob, async ({ params }) => {
    const { id } = await find(params.jobId);
    if (!(await answered(() => jobs.retry(id)))) throw new ProblemError("job-not-retryable");
    return { status: 202, body: viewOf(await find(id)) };
  });

  async function find(id: string) {
    const job = await answered(() => jobs.get(id));
    if (!job || !owns(job.name)) throw new ProblemError("job-not-found");
    return job;
  }

  async function kindOf(name: JobName): Promise<JobKind> {
    const { counts, schedule, nextRunAt } = await jobs.overview(name);
    return { name, service, summary: jobTable[name].summary, counts, schedule, nextRunAt: timeOf(nextRunAt) };
  }
}

/** @throws {ProblemError} `unavailable`; `job-not-retryable` where another job does the same */
async function answered<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DuplicateJobError) {
      const detail = `The job ${error.otherId} does the same and has not finished: wait for it, or cancel it first.`;
      throw new ProblemError("job-not-retryable", { detail }, { cause: error });
    }
    if (!(error instanceof JobsUnavailableError)) throw error;
    throw new ProblemError("unavailable", { detail: "The jobs cannot be reached: try again." }, { cause: error });
  }
}
