import { randomUUIDv7 } from "node:crypto";
import { errorText } from "../error-text.ts";
import {
  DuplicateJobError,
  PermanentJobError,
  type Job,
  type JobContext,
  type JobData,
  type JobDetail,
  type JobHandler,
  type JobOverview,
  type RetryOptions,
  type Schedule,
} from "../jobs.ts";
import { CANCELLED, KEPT_FINISHED, KEPT_LOG_LINES } from "../limits.ts";
import { callAt, nextTick } from "../when.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Entry = {
  readonly job: Mutable<Job>;
  readonly log: string[];
  readonly retry: Required<RetryOptions>;
  readonly dedupeId: string | undefined;
  abort: AbortController;
  /** Calls off the timer of a delayed job. */
  disarm: () => void;
};
type Ticking = { when: Schedule; data: JobData; retry: Required<RetryOptions>; tick: number; next: Entry };

/** The jobs of one name, in this process. */
export class MemoryQueue {
  readonly #name: string;
  readonly #entries = new Map<string, Entry>();
  readonly #unfinished = new Map<string, Entry>();
  readonly #running = new Map<Entry, Promise<void>>();
  /** The ids of those that have finished, in that order. */
  readonly #finished = new Set<string>();
  #waiting: Entry[] = [];
  #worker: { handler: JobHandler; concurrency: number } | undefined;
  #ticking: Ticking | undefined;
  #closing = false;

  constructor(name: string) {
    this.#name = name;
  }

  define(handler: JobHandler, concurrency: number): void {
    if (this.#worker) throw new TypeError(`the job ${this.#name} is defined already`);
    this.#worker = { handler, concurrency };
    this.#startWaiting();
  }

  enqueue(data: JobData, retry: Required<RetryOptions>, dedupeId?: string): string {
    const same = this.#sameAs(dedupeId);
    if (same) return same.job.id;
    const entry = this.#add(data, retry, dedupeId);
    this.#enter(entry);
    return entry.job.id;
  }

  schedule(when: Schedule | null, data: JobData, retry: Required<RetryOptions>): void {
    if (this.#ticking) this.#forget(this.#ticking.next);
    this.#ticking = undefined;
    if (when === null) return;
    const now = Date.now();
    this.#tickAt("everyMs" in when ? now : nextTick(when, now, now), { when, data, retry });
  }

  get(id: string): JobDetail | undefined {
    const entry = this.#entries.get(id);
    return entry && structuredClone({ ...entry.job, log: entry.log });
  }

  /** The latest first. */
  list(): Job[] {
    return [...this.#entries.values()].map(({ job }) => structuredClone<Job>(job)).reverse();
  }

  cancel(id: string): boolean {
    const entry = this.#entries.get(id);
    if (!entry || entry.job.finishedAt !== null) return false;
    this.#freeDedupeId(entry);
    entry.abort.abort(new Error(CANCELLED));
    if (entry.job.state === "running") return true;
    entry.disarm();
    this.#waiting = this.#waiting.filter((other) => other !== entry);
    this.#finish(entry, "cancelled");
    this.#began(entry);
    return true;
  }

  retry(id: string): boolean {
    const entry = this.#entries.get(id);
    if (entry?.job.state === "delayed") {
      entry.disarm();
      this.#enter(entry);
      return true;
    }
    if (entry?.job.state !== "failed" && entry?.job.state !== "cancelled") return false;
    const same = this.#sameAs(entry.dedupeId);
    if (same) throw new DuplicateJobError(same.job.id);
    this.#holdDedupeId(entry);
    this.#finished.delete(id);
    Object.assign(entry.job, { attempts: 0, error: null, startedAt: null, finishedAt: null });
    entry.abort = new AbortController();
    this.#enter(entry);
    return true;
  }

  overview(): JobOverview {
    const counts = { waiting: 0, delayed: 0, running: 0, completed: 0, failed: 0 };
    for (const { job } of this.#entries.values()) counts[job.state === "cancelled" ? "failed" : job.state]++;
    const { when = null, tick = null } = this.#ticking ?? {};
    return { counts, schedule: when, nextRunAt: tick };
  }

  /** Answers when the running jobs have ended. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const entry of this.#entries.values()) entry.disarm();
    for (const { abort } of this.#running.keys()) abort.abort(new Error("the process stops"));
    await Promise.all(this.#running.values());
  }

  #add(data: JobData, retry: Required<RetryOptions>, dedupeId?: string): Entry {
    const entry: Entry = {
      job: {
        id: `${this.#name}.${randomUUIDv7()}`,
        name: this.#name,
        data: JSON.parse(JSON.stringify(data)) as JobData,
        state: "waiting",
        progress: { share: 0, note: "" },
        attempts: 0,
        error: null,
        result: null,
        createdAt: Date.now(),
        startedAt: null,
        finishedAt: null,
      },
      log: [],
      retry,
      dedupeId,
      abort: new AbortController(),
      disarm: () => {},
    };
    this.#entries.set(entry.job.id, entry);
    this.#holdDedupeId(entry);
    return entry;
  }

  /** The job that has this id: it is not finished, and nobody cancelled it. */
  #sameAs(dedupeId: string | undefined): Entry | undefined {
    return dedupeId === undefined ? undefined : this.#unfinished.get(dedupeId);
  }

  #holdDedupeId(entry: Entry): void {
    if (entry.dedupeId !== undefined) this.#unfinished.set(entry.dedupeId, entry);
  }

  #freeDedupeId(entry: Entry): void {
    if (this.#sameAs(entry.dedupeId) === entry) this.#unfinished.delete(entry.dedupeId!);
  }

  #tickAt(tick: number, ticking: Omit<Ticking, "tick" | "next">): void {
    const next = this.#add(ticking.data, ticking.retry);
    this.#ticking = { ...ticking, tick, next };
    this.#delayUntil(tick, next);
  }

  /** The job of a tick begins, or never will: the next one waits for its time. */
  #began(entry: Entry): void {
    if (this.#ticking?.next !== entry || this.#closing) return;
    const { when, tick } = this.#ticking;
    this.#tickAt(nextTick(when, Date.now(), tick), this.#ticking);
  }

  #delayUntil(time: number, entry: Entry): void {
    entry.job.state = "delayed";
    entry.disarm = callAt(time, () => this.#enter(entry));
  }

  #enter(entry: Entry): void {
    entry.job.state = "waiting";
    this.#waiting.push(entry);
    this.#startWaiting();
  }

  #startWaiting(): void {
    if (!this.#worker) return;
    const { handler, concurrency } = this.#worker;
    while (!this.#closing && this.#running.size < concurrency) {
      const entry = this.#waiting.shift();
      if (!entry) return;
      this.#running.set(entry, this.#run(entry, handler));
      this.#began(entry);
    }
  }

  async #run(entry: Entry, handler: JobHandler): Promise<void> {
    const { job, abort, retry } = entry;
    Object.assign(job, { state: "running", startedAt: Date.now(), attempts: job.attempts + 1 });
    // Not at once, so that whoever enqueued the job has its id first.
    await Promise.resolve();
    try {
      const result = await handler(structuredClone(job.data), contextOf(entry));
      job.result = result === undefined ? null : JSON.parse(JSON.stringify(result));
      this.#finish(entry, "completed");
    } catch (error) {
      job.error = errorText(error);
      if (this.#closing) job.state = "waiting";
      else if (abort.signal.aborted) this.#finish(entry, "cancelled");
      else if (error instanceof PermanentJobError || job.attempts >= retry.attempts) this.#finish(entry, "failed");
      else this.#delayUntil(Date.now() + retry.backoffMs * 2 ** (job.attempts - 1), entry);
    }
    this.#running.delete(entry);
    this.#startWaiting();
  }

  #finish(entry: Entry, state: "completed" | "failed" | "cancelled"): void {
    const { job } = entry;
    Object.assign(job, { state, finishedAt: Date.now() });
    if (state === "completed") job.error = null;
    this.#freeDedupeId(entry);
    this.#finished.add(job.id);
    const [oldest = ""] = this.#finished;
    if (this.#finished.size > KEPT_FINISHED && this.#finished.delete(oldest)) this.#entries.delete(oldest);
  }

  #forget(entry: Entry): void {
    entry.disarm();
    this.#waiting = this.#waiting.filter((other) => other !== entry);
    this.#entries.delete(entry.job.id);
  }
}

function contextOf({ job, log, abort }: Entry): JobContext {
  return {
    id: job.id,
    attempt: job.attempts,
    signal: abort.signal,
    progress: (share, note = "") => void (job.progress = { share, note }),
    log(line) {
      log.push(line);
      if (log.length > KEPT_LOG_LINES) log.shift();
    },
  };
}
