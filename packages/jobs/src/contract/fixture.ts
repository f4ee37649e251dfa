import type { JobState } from "@projectionist/contracts";
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { JobDetail, Jobs, JobsCapabilities } from "../jobs.ts";

export type JobsContract = Readonly<{
  name: string;
  /** Opens the jobs of a place: where they are shared, the same place has the same jobs. The suite closes them. */
  open: (place: string) => Promise<Jobs>;
  capabilities: JobsCapabilities;
}>;

/** Jobs at a place of their own for each test, and what the tests do with them. */
export type Fixture = ReturnType<typeof useFixture>;

const WAIT = { timeout: 15_000, interval: 10 };

export function useFixture(contract: JobsContract) {
  let opened: Jobs[] = [];
  let place: string;

  async function open(): Promise<Jobs> {
    const jobs = await contract.open(place);
    opened.push(jobs);
    return jobs;
  }

  beforeEach(async () => {
    opened = [];
    place = `t${randomBytes(8).toString("hex")}`;
    await open();
  });
  afterEach(async () => {
    await Promise.all(opened.map((jobs) => jobs.close()));
  }, 30_000);

  const first = () => opened[0]!;
  return {
    get jobs() {
      return first();
    },
    /** Another instance at the same place. */
    open,
    until: (check: () => unknown) => vi.waitUntil(check, WAIT),
    /** Gives what must not happen the time to do so. */
    settle: () => new Promise<void>((resolve) => setTimeout(resolve, 500)),
    /** Waits until the job is in the state. */
    reaches: async (id: string, state: JobState, jobs = first()): Promise<JobDetail> => {
      await expect.poll(async () => (await jobs.get(id))?.state, WAIT).toBe(state);
      return (await jobs.get(id))!;
    },
    /** `it`, or a skip that names the capability that the engine lacks. */
    itNeeds: (capability: keyof JobsCapabilities, title: string, body: () => Promise<void>) =>
      it.skipIf(!contract.capabilities[capability])(`${title} [needs ${capability}]`, body),
  };
}

/** A promise with its keys outside. */
export const gate = () => Promise.withResolvers<void>();

/** Settles when the signal is aborted, as a handler that obeys it does. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
