import { ProblemError } from "@projectionist/service-kit";

/** Runs a task when its turn comes. @throws {ProblemError} `unavailable` when too many are waiting */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/** At most `running` tasks at a time; at most `waiting` more wait for their turn, in order. */
export function createLimiter({ running, waiting }: Readonly<{ running: number; waiting: number }>): Limiter {
  const queue: (() => void)[] = [];
  let free = running;
  return async (task) => {
    if (free > 0) free -= 1;
    else {
      if (queue.length >= waiting) throw new ProblemError("unavailable");
      await new Promise<void>((resolve) => queue.push(resolve));
    }
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };
}
