import { AsyncLocalStorage } from "node:async_hooks";
import {
  errorCodes,
  opsOperations,
  type JobKind,
  type JobName,
  type JobState,
  type JobView,
  type Problem,
} from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { JobsUpstream } from "../http/jobs-upstream.ts";
import { isSane } from "../http/reply-body.ts";

type Headers = Readonly<Record<string, string>>;
export type JobList = Readonly<{ items: readonly JobView[]; kinds: readonly JobKind[] }>;
export type JobWithLog = JobView & Readonly<{ log: readonly string[] }>;

/** What the board answers in place of what it was asked for; `statusCode` is HTTP's. */
export class BoardFault extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.name = "BoardFault";
    this.statusCode = statusCode;
  }
}

function refuse(error: unknown): never {
  if (!(error instanceof ProblemError)) throw error;
  const { status, title, cure } = errorCodes[error.code];
  throw new BoardFault(status, `${title}. ${error.more.detail ?? cure}`);
}

export type JobsClient = ReturnType<typeof createJobsClient>;

/**
 * Asks for jobs in the name of whoever asks the board: within `as(headers, work)` every call bears those headers, so
 * that the services decide what he may do. @throws {BoardFault} for whatever they refuse
 */
export function createJobsClient(jobs: JobsUpstream) {
  const callers = new AsyncLocalStorage<Headers>();

  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = { ...callers.getStore(), ...(body && { "content-type": "application/json" }) };
    const reply = await jobs({ method, path, headers, body: body && JSON.stringify(body) }).catch(refuse);
    if (!isSane(reply)) refuse(new ProblemError("upstream-failed"));
    const answer = JSON.parse(reply.body.toString()) as T;
    if (reply.status < 400) return answer;
    const { title, detail, errors = [] } = answer as Problem;
    const faults = errors.map(({ path, message }) => `${path} ${message}`);
    throw new BoardFault(reply.status, faults.length > 0 ? `${title}: ${faults.join("; ")}` : `${title}. ${detail}`);
  }

  const { path } = opsOperations.listJobs;
  return {
    as: <T>(headers: Headers, work: () => T): T => callers.run(headers, work),

    list(name: JobName, state: JobState | undefined, limit: number): Promise<JobList> {
      const query = new URLSearchParams({ name, limit: String(limit), ...(state && { state }) });
      return ask("GET", `${path}?${query.toString()}`);
    },

    /** Undefined when there is none. */
    get: async (id: string) =>
      ask<JobWithLog>("GET", `${path}/${encodeURIComponent(id)}`).catch((error: unknown) => {
        if (error instanceof BoardFault && error.statusCode === 404) return undefined;
        throw error;
      }),
    start: (name: JobName, data: object) => ask<JobView>("POST", path, { name, data }),
    cancel: (id: string) => ask<JobView>("DELETE", `${path}/${encodeURIComponent(id)}`),
    retry: (id: string) => ask<JobView>("POST", `${path}/${encodeURIComponent(id)}/retry`),
  };
}
