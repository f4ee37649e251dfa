import { CronExpressionParser } from "cron-parser";
import type { Schedule } from "./jobs.ts";

const SHORTEST_PERIOD_MS = 100;
/** The longest that a timer of Node waits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** @throws {TypeError} saying what is wrong with it */
export function requireSchedule(when: Schedule): void {
  if ("everyMs" in when) {
    if (Number.isInteger(when.everyMs) && when.everyMs >= SHORTEST_PERIOD_MS) return;
    throw new TypeError(`everyMs must be a whole number of milliseconds from ${SHORTEST_PERIOD_MS}`);
  }
  try {
    CronExpressionParser.parse(when.cron, { tz: "UTC" });
  } catch (error) {
    throw new TypeError(`"${when.cron}" is no cron expression: ${(error as Error).message}`, { cause: error });
  }
}

/** The first tick after a time; times are milliseconds since 1970. A period counts from `tick`, one of its ticks. */
export function nextTick(when: Schedule, now: number, tick: number): number {
  if ("cron" in when) {
    return CronExpressionParser.parse(when.cron, { tz: "UTC", currentDate: new Date(now) })
      .next()
      .getTime();
  }
  return tick + when.everyMs * Math.max(1, Math.floor((now - tick) / when.everyMs) + 1);
}

/** Calls back at a time, however far it is; answers the function that calls it off. */
export function callAt(time: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = () => {
    const left = time - Date.now();
    timer = left > LONGEST_TIMER_MS ? setTimeout(arm, LONGEST_TIMER_MS) : setTimeout(callback, Math.max(0, left));
  };
  arm();
  return () => clearTimeout(timer);
}
