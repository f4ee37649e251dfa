import type { Logger } from "pino";

const REPEAT_MS = 30_000;

/** What goes wrong for a while, told without flooding the log. Kinds of trouble are told apart by their keys. */
export interface Trouble {
  /** Something failed and is tried again: told at once, then each half minute for as long as it goes on. */
  failed(key: string, fields: object, message: string): void;
  /** It works: told once when it had failed. */
  over(key: string, fields: object, message: string): void;
}

export function createTrouble(logger: Logger, now: () => number = () => performance.now()): Trouble {
  const ongoing = new Map<string, { begunAt: number; toldAt: number; times: number }>();
  return {
    failed(key, fields, message) {
      const known = ongoing.get(key);
      const { begunAt, toldAt, times } = known ?? { begunAt: now(), toldAt: -Infinity, times: 0 };
      const isDue = now() - toldAt >= REPEAT_MS;
      ongoing.set(key, { begunAt, toldAt: isDue ? now() : toldAt, times: times + 1 });
      if (isDue) logger.warn({ ...fields, times: times + 1 }, message);
    },
    over(key, fields, message) {
      const known = ongoing.get(key);
      if (!known) return;
      ongoing.delete(key);
      logger.info({ ...fields, times: known.times, ms: Math.round(now() - known.begunAt) }, message);
    },
  };
}
