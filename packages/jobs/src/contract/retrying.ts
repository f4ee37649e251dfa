import { describe, expect, it } from "vitest";
import { PermanentJobError } from "../jobs.ts";
import type { Fixture } from "./fixture.ts";

export function retrying(fixture: Fixture): void {
  describe("retrying", () => {
    it("tries again after pauses that double, until it succeeds", async () => {
      const { jobs, reaches } = fixture;
      const begun: number[] = [];
      jobs.define("flaky", async (_data, { attempt }) => {
        begun.push(performance.now());
        if (attempt < 3) throw new Error(`attempt ${attempt}`);
        return "at last";
      });
      const id = await jobs.enqueue("flaky", {}, { attempts: 5, backoffMs: 150 });
      expect(await reaches(id, "completed")).toMatchObject({ attempts: 3, result: "at last", error: null });
      expect(begun[1]! - begun[0]!).toBeGreaterThan(140);
      expect(begun[2]! - begun[1]!).toBeGreaterThan(290);
    });

    it("says between attempts that it waits for its time, and why", async () => {
      const { jobs, reaches } = fixture;
      jobs.define("broken", async () => Promise.reject(new Error("no luck")));
      const id = await jobs.enqueue("broken", {}, { attempts: 2, backoffMs: 600_000 });
      expect(await reaches(id, "delayed")).toMatchObject({ attempts: 1, error: "no luck", finishedAt: null });
    });

    it("fails after the last attempt, and keeps the last error", async () => {
      const { jobs, reaches } = fixture;
      jobs.define("broken", async (_data, { attempt }) => Promise.reject(new Error(`attempt ${attempt} failed`)));
      const id = await jobs.enqueue("broken", {}, { attempts: 2, backoffMs: 1 });
      const job = await reaches(id, "failed");
      expect(job).toMatchObject({ attempts: 2, error: "attempt 2 failed", result: null });
      expect(job.finishedAt).not.toBeNull();
    });

    it("does not try again what would not help", async () => {
      const { jobs, reaches } = fixture;
      jobs.define("hopeless", async () => Promise.reject(new PermanentJobError("set the key")));
      const id = await jobs.enqueue("hopeless", {}, { attempts: 5, backoffMs: 1 });
      expect(await reaches(id, "failed")).toMatchObject({ attempts: 1, error: "set the key" });
    });

    it("holds its de-duplication id until the last attempt has failed", async () => {
      const { jobs, reaches } = fixture;
      jobs.define("broken", async () => Promise.reject(new Error("no luck")));
      const retry = { attempts: 2, backoffMs: 600_000, dedupeId: "same" };
      const id = await jobs.enqueue("broken", {}, retry);
      await reaches(id, "delayed");
      expect(await jobs.enqueue("broken", {}, retry)).toBe(id);
      const single = await jobs.enqueue("broken", {}, { attempts: 1, dedupeId: "single" });
      await reaches(single, "failed");
      expect(await jobs.enqueue("broken", {}, { attempts: 1, dedupeId: "single" })).not.toBe(single);
    });
  });
}
