import { BaseAdapter } from "@bull-board/api/dist/queueAdapters/base.js";
import type {
  AppJobScheduler,
  JobCounts,
  JobStatus,
  QueueJob,
  QueueMetrics,
  Status,
} from "@bull-board/api/dist/types.js";
import { jobTable, type JobName, type JobState } from "@projectionist/contracts";
import { boardJob } from "./board-job.ts";
import { BoardFault, type JobList, type JobsClient } from "./jobs-client.ts";

const statuses = ["active", "waiting", "delayed", "failed", "completed"] as const;
type Shown = (typeof statuses)[number];

/** Our states that the board shows under one of its own. */
const statesOf: Readonly<Record<Shown, readonly JobState[]>> = {
  active: ["running"],
  waiting: ["waiting"],
  delayed: ["delayed"],
  failed: ["failed", "cancelled"],
  completed: ["completed"],
};
const MOST = 1_000;

/** The jobs of one name as a queue of Bull Board, over the services' HTTP operations: whatever engine they are on. */
export class JobQueue extends BaseAdapter {
  readonly #name: JobName;
  readonly #client: JobsClient;
  #isAway = false;

  constructor(name: JobName, client: JobsClient) {
    super("bull", { allowCompletedRetries: false, jobDataSchema: { ...jobTable[name].data } });
    this.#name = name;
    this.#client = client;
  }

  getName(): string {
    return this.#name;
  }

  override getDescription(): string {
    const { summary, owner } = jobTable[this.#name];
    return this.#isAway ? `${summary}. Its jobs are not known now: ${owner} does not answer.` : summary;
  }

  getStatuses(): Status[] {
    return ["latest", ...statuses];
  }

  getJobStatuses(): JobStatus[] {
    return [...statuses];
  }

  async getJobCounts(): Promise<JobCounts> {
    const { running = 0, ...counts } = (await this.#kind())?.counts ?? {};
    return { active: running, ...counts };
  }

  async getJobs(wanted: JobStatus[], start = 0, end = MOST - 1): Promise<QueueJob[]> {
    const shown = statuses.filter((status) => wanted.includes(status));
    const states = shown.flatMap((status) => statesOf[status]);
    // All states at once are one list; the latest of each state, as of a queue of its own, nobody needs.
    const asked = shown.length === statuses.length ? [undefined] : states;
    const limit = Math.min(MOST, end + 1);
    const lists = await Promise.all(asked.map((state) => this.#list(state, limit)));
    const jobs = lists.flatMap(({ items }) => items).sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
    return jobs.slice(start, end + 1).map((job) => boardJob(this.#client, job));
  }

  async getJob(id: string): Promise<QueueJob | undefined> {
    const job = await this.#client.get(id);
    return job && boardJob(this.#client, job);
  }

  async getJobLogs(id: string): Promise<string[]> {
    return [...((await this.#client.get(id))?.log ?? [])];
  }

  async addJob(_name: string, data: unknown): Promise<QueueJob> {
    return boardJob(this.#client, await this.#client.start(this.#name, data ?? {}));
  }

  async getJobSchedulers(): Promise<Omit<AppJobScheduler, "queueName">[]> {
    const { schedule = null, nextRunAt = null } = (await this.#kind()) ?? {};
    if (schedule === null) return [];
    const when = "cron" in schedule ? { pattern: schedule.cron, tz: "UTC" } : { every: schedule.everyMs };
    const next = nextRunAt === null ? {} : { next: Date.parse(nextRunAt) };
    return [{ id: this.#name, name: this.#name, ...when, ...next }];
  }

  async getJobSchedulersCount(): Promise<number> {
    return (await this.getJobSchedulers()).length;
  }

  override get supportsJobSchedulerRun(): boolean {
    return true;
  }

  runJobSchedulerNow(): Promise<QueueJob> {
    return this.addJob(this.#name, {});
  }

  async promoteAll(): Promise<void> {
    await this.#each("delayed", (job) => job.promote());
  }

  async empty(): Promise<void> {
    await this.#each("waiting", (job) => job.remove());
  }

  async isPaused(): Promise<boolean> {
    return false;
  }

  async getRedisInfo(): Promise<null> {
    return null;
  }

  async getMetrics(): Promise<QueueMetrics> {
    return { meta: { count: 0, prevTS: 0, prevCount: 0 }, data: [], count: 0 };
  }

  async getGlobalConcurrency(): Promise<null> {
    return null;
  }

  pause = () => refuse("Jobs cannot be paused: cancel those that wait, or stop the service.");
  resume = () => refuse("Jobs are never paused.");
  clean = () => refuse("Finished jobs go by themselves: the last 1,000 are kept.");
  obliterate = () => refuse("A kind of job is never removed: cancel its jobs instead.");
  setGlobalConcurrency = () => refuse("How many run at once is up to the service.");
  removeJobScheduler = () => refuse("A schedule is a setting of the service, such as ENRICH_CRON: unset it there.");
  updateJobScheduler = () => refuse("A schedule is a setting of the service, such as ENRICH_CRON: change it there.");

  async #kind() {
    return (await this.#list(undefined, 1)).kinds[0];
  }

  /** Of a service that is away nothing is known, and the queues of the others are shown. */
  async #list(state: JobState | undefined, limit: number): Promise<JobList> {
    try {
      const list = await this.#client.list(this.#name, state, limit);
      this.#isAway = false;
      return list;
    } catch (error) {
      if (!(error instanceof BoardFault && error.statusCode >= 500)) throw error;
      this.#isAway = true;
      return { items: [], kinds: [] };
    }
  }

  async #each(status: Shown, work: (job: QueueJob) => Promise<void>): Promise<void> {
    for (const job of await this.getJobs([status])) await work(job);
  }
}

function refuse(reason: string): Promise<never> {
  return Promise.reject(new BoardFault(400, reason));
}
