import { ProblemError } from "@projectionist/service-kit";

const FORGET_AFTER_MS = 15 * 60_000;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const MOST_KEYS = 50_000;

/** How many attempts may fail before the next has to wait. Many people may share an address. */
const FREE = { account: 10, ip: 50 } as const;

export type Attempt = Readonly<{
  /** The password was right: forgets the account's failures, and does not count for the address. */
  succeeded(): void;
}>;

export interface LoginThrottle {
  /**
   * Admits an attempt to log in and counts it as failed until it says otherwise, so that attempts made at once count too.
   * After the free ones each failure doubles the wait, from 1 s to 60 s; what waits is refused and not counted, so nobody
   * is locked out for good.
   * @throws {ProblemError} `rate-limited` with `retry-after`
   */
  begin(attempt: Readonly<{ account: string; ip: string }>): Attempt;
}

type Failures = { count: number; lastAt: number };

/** Counts in this process: with n processes an attacker has n times the attempts. `now` in milliseconds. */
export function createLoginThrottle(now: () => number): LoginThrottle {
  const failures = new Map<string, Failures>();

  function waitOf(key: string, free: number): number {
    const { count, lastAt } = recent(key);
    if (count < free) return 0;
    const delay = Math.min(FIRST_DELAY_MS * 2 ** (count - free), LONGEST_DELAY_MS);
    return lastAt + delay - now();
  }

  function recent(key: string): Failures {
    const known = failures.get(key);
    return known && now() - known.lastAt < FORGET_AFTER_MS ? known : { count: 0, lastAt: 0 };
  }

  function count(key: string, change: 1 | -1): void {
    const { count, lastAt } = recent(key);
    // Set anew, a key moves to the end of the map: the first is always the one longest unused.
    failures.delete(key);
    if (count + change > 0) failures.set(key, { count: count + change, lastAt: change === 1 ? now() : lastAt });
    const [oldest] = failures.keys();
    if (failures.size > MOST_KEYS && oldest !== undefined) failures.delete(oldest);
  }

  return {
    begin({ account, ip }) {
      const keys = { account: `account ${account}`, ip: `ip ${ip}` };
      const wait = Math.max(waitOf(keys.account, FREE.account), waitOf(keys.ip, FREE.ip));
      if (wait > 0)
        throw new ProblemError("rate-limited", { headers: { "retry-after": String(Math.ceil(wait / 1000)) } });
      count(keys.account, 1);
      count(keys.ip, 1);
      return {
        succeeded() {
          failures.delete(keys.account);
          count(keys.ip, -1);
        },
      };
    },
  };
}
