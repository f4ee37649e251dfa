import { describe, expect, it } from "vitest";
import { DuplicateJobError, PermanentJobError } from "../jobs.ts";
import { gate, type Fixture } from "./fixture.ts";

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

    it("tries a failed or cancelled job anew when told to, with all its attempts", async () => {
      const { jobs, reaches } = fixture;
      let cured = false;
      jobs.define("sick", async (_data, { attempt }) => (cured ? attempt : Promise.reject(new Error("no luck"))));
      const id = await jobs.enqueue("sick", { n: 1 }, { attempts: 2, backoffMs: 1 });
      await reaches(id, "failed");
      expect(await jobs.retry(id)).toBe(true);
      await reaches(id, "failed");
      cured = true;
      expect(await jobs.retry(id)).toBe(true);
      expect(await reaches(id, "completed")).toMatchObject({ data: { n: 1 }, result: 1, attempts: 1, error: null });
      expect(await jobs.retry(id)).toBe(false);
      expect(await jobs.retry("sick.none")).toBe(false);

      const dropped = await jobs.enqueue("idle", { n: 2 });
      expect(await jobs.retry(dropped)).toBe(false);
      await jobs.cancel(dropped);
      expect(await jobs.retry(dropped)).toBe(true);
      jobs.define("idle", async ({ n }) => n);
      expect(await reaches(dropped, "completed")).toMatchObject({ result: 2 });
    });

    it("tries a delayed job at once when told to", async () => {
      const { jobs, reaches } = fixture;
      jobs.define("patient", async (_data, { attempt }) => (attempt > 1 ? "done" : Promise.reject(new Error("later"))));
      const id = await jobs.enqueue("patient", {}, { attempts: 2, backoffMs: 600_000 });
      await reaches(id, "delayed");
      expect(await jobs.retry(id)).toBe(true);
      expect(await reaches(id, "completed")).toMatchObject({ attempts: 2, result: "done" });
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

    it("gives a job that is tried anew its de-duplication id back, until it has ended again", async () => {
      const { jobs, reaches } = fixture;
      const { promise, resolve } = gate();
      let cured = false;
      jobs.define("sick", async () => (cured ? promise : Promise.reject(new Error("no luck"))));
      const options = { attempts: 1, dedupeId: "same" };
      const id = await jobs.enqueue("sick", {}, options);
      await reaches(id, "failed");
      expect(await jobs.retry(id)).toBe(true);
      await reaches(id, "failed");
      cured = true;
      expect(await jobs.retry(id)).toBe(true);
      await reaches(id, "running");
      expect(await jobs.enqueue("sick", {}, options)).toBe(id);
      resolve();
      await reaches(id, "completed");
      expect(await jobs.enqueue("sick", {}, options)).not.toBe(id);

      const dropped = await jobs.enqueue("idle", {}, options);
      await jobs.cancel(dropped);
      expect(await jobs.retry(dropped)).toBe(true);
      expect(await jobs.enqueue("idle", {}, options)).toBe(dropped);
    });

    it("does not try a job anew while another has its de-duplication id, and says which", async () => {
      const { jobs, reaches } = fixture;
      const dropped = await jobs.enqueue("idle", {}, { dedupeId: "same" });
      await jobs.cancel(dropped);
      const other = await jobs.enqueue("idle", {}, { dedupeId: "same" });
      const refused = await jobs.retry(dropped).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DuplicateJobError);
      expect(refused).toMatchObject({ otherId: other });
      expect(await jobs.get(dropped)).toMatchObject({ state: "cancelled" });
      expect(await jobs.enqueue("idle", {}, { dedupeId: "same" })).toBe(other);
      await jobs.cancel(other);
      expect(await jobs.retry(dropped)).toBe(true);
      jobs.define("idle", async () => "done");
      expect(await reaches(dropped, "completed")).toMatchObject({ result: "done" });
    });
  });
}
