import { describe, expect, test } from "vitest";
import { TemporaryError, defaultRetryPolicy, retryAfterMs, withRetry } from "./retry.ts";

const running = new AbortController().signal;

function policy(waits: number[]) {
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  return { ...defaultRetryPolicy, attempts: 6, firstDelayMs: 100, longestDelayMs: 1000, sleep };
}

describe("withRetry", () => {
  test("tries again after waits that double up to the longest", async () => {
    const waits: number[] = [];
    let calls = 0;
    const call = async () => {
      if (++calls < 6) throw new TemporaryError("busy");
      return "done";
    };
    expect(await withRetry(call, policy(waits), running)).toBe("done");
    const bases = [100, 200, 400, 800, 1000];
    expect(waits).toHaveLength(bases.length);
    for (const [index, base] of bases.entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(base / 2);
      expect(waits[index]).toBeLessThanOrEqual(base);
    }
  });

  test("waits as long as it was told to", async () => {
    const waits: number[] = [];
    let calls = 0;
    const call = async () => {
      if (++calls === 1) throw new TemporaryError("busy", { retryAfterMs: 7000 });
    };
    await withRetry(call, policy(waits), running);
    expect(waits).toEqual([7000]);
  });

  test("gives up after so many tries, and at once where nothing will change", async () => {
    const waits: number[] = [];
    const busy = () => Promise.reject(new TemporaryError("busy"));
    await expect(withRetry(busy, policy(waits), running)).rejects.toThrow("busy");
    expect(waits).toHaveLength(5);
    const wrong = () => Promise.reject(new Error("wrong"));
    await expect(withRetry(wrong, policy(waits), running)).rejects.toThrow("wrong");
    expect(waits).toHaveLength(5);
  });

  test("stops waiting when it is told to stop", async () => {
    const stop = new AbortController();
    const call = () => {
      stop.abort();
      return Promise.reject(new TemporaryError("busy", { retryAfterMs: 3_600_000 }));
    };
    await expect(withRetry(call, defaultRetryPolicy, stop.signal)).rejects.toThrow("Stopped.");
  });
});

test.each([
  [null, undefined],
  ["3", 3000],
  ["0", 0],
  ["Thu, 01 Jan 1970 00:00:05 GMT", 4000],
  ["soon", undefined],
])("retry-after %s", (header, ms) => expect(retryAfterMs(header, 1000)).toBe(ms));
