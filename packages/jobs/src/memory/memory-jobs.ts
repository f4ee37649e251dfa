import type { Jobs } from "../jobs.ts";
import { CLOSE_DEADLINE_MS, limitOf, requireConcurrency, requireName, retryOf } from "../limits.ts";
import { nameOf } from "../job-id.ts";
import { requireSchedule } from "../when.ts";
import { MemoryQueue } from "./memory-queue.ts";

/** Jobs in this process, which are lost with it. */
export function createMemoryJobs(): Jobs {
  const queues = new Map<string, MemoryQueue>();
  let closing: Promise<void> | undefined;

  function queueOf(name: string): MemoryQueue {
    requireName(name);
    if (closing) throw new Error("the jobs are closed");
    let queue = queues.get(name);
    if (!queue) queues.set(name, (queue = new MemoryQueue(name)));
    return queue;
  }

  async function close(): Promise<void> {
    const ended = Promise.all([...queues.values()].map((queue) => queue.close()));
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const deadline = setTimeout(resolve, CLOSE_DEADLINE_MS);
    await Promise.race([ended, late]);
    clearTimeout(deadline);
  }

  return {
    capabilities: { persistent: false, shared: false },
    define(name, handler, options = {}) {
      queueOf(name).define(handler as Parameters<MemoryQueue["define"]>[0], requireConcurrency(options));
    },
    async enqueue(name, data, { dedupeId, ...retry } = {}) {
      return queueOf(name).enqueue(data, retryOf(retry), dedupeId);
    },
    async schedule(name, when, data = {}, retry = {}) {
      if (when) requireSchedule(when);
      queueOf(name).schedule(when, data, retryOf(retry));
    },
    async get(id) {
      const name = nameOf(id);
      return name === undefined ? undefined : queueOf(name).get(id);
    },
    async list(name, { states, limit } = {}) {
      const jobs = queueOf(name).list();
      return jobs.filter(({ state }) => !states || states.includes(state)).slice(0, limitOf(limit));
    },
    async cancel(id) {
      const name = nameOf(id);
      return name !== undefined && queueOf(name).cancel(id);
    },
    async retry(id) {
      const name = nameOf(id);
      return name !== undefined && queueOf(name).retry(id);
    },
    async overview(name) {
      return queueOf(name).overview();
    },
    close: () => (closing ??= close()),
  };
}
