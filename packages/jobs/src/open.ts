import { EngineOpenError } from "./engine-open-error.ts";
import type { Jobs } from "./jobs.ts";

export type JobsOptions = Readonly<{
  /** Begins the name of every key in Redis; `{projectionist-jobs}` unless told. A cluster needs the braces. */
  prefix?: string;
  /** How long a worker in Redis may be silent before its jobs are given to another; 30,000 ms unless told. */
  staleMs?: number;
  /** The authority that signed Redis's certificate, as PEM; those of Node unless told. */
  ca?: string | undefined;
  /** Told of what an operator should know: settings that lose jobs, connections that fail. */
  onWarning?: (message: string) => void;
}>;

type Opener = (url: string, options: JobsOptions) => Promise<Jobs>;

const redis: Opener = async (url, options) => {
  const { openBullMqJobs } = await import("./bullmq/bullmq-jobs.ts");
  return openBullMqJobs(url, options);
};

const ENGINES: Readonly<Record<string, Opener>> = {
  memory: async () => {
    const { createMemoryJobs } = await import("./memory/memory-jobs.ts");
    return createMemoryJobs();
  },
  redis,
  rediss: redis,
  "redis-cluster": redis,
  "rediss-cluster": redis,
};

/**
 * Opens the jobs that the URL's scheme names: `memory:`, in this process and lost with it; or
 * `redis://user:password@host:6379/0` or `redis-cluster://host:6379,host:6379` (`rediss` for TLS), BullMQ on Redis.
 * @throws {EngineOpenError} unknown scheme, or the engine cannot be opened; the message says what to do
 */
export async function openJobs(url: string, options: JobsOptions = {}): Promise<Jobs> {
  const scheme = url.slice(0, Math.max(0, url.indexOf(":")));
  const open = Object.hasOwn(ENGINES, scheme) ? ENGINES[scheme] : undefined;
  if (open === undefined) {
    const known = Object.keys(ENGINES).map((name) => `${name}:`);
    throw new EngineOpenError(`no jobs for "${scheme}:"; the URL must start with ${known.join(" or ")}`);
  }
  return open(url, options);
}
