import { describe, expect, it } from "vitest";
import { aborted, gate, type Fixture } from "./fixture.ts";

export function cancelling(fixture: Fixture): void {
  describe("cancelling", () => {
    it("tells a running job by its signal, and does not try it again", async () => {
      const { jobs, reaches } = fixture;
      jobs.define("endless", async (_data, { signal }) => aborted(signal));
      const id = await jobs.enqueue("endless", {}, { attempts: 5, backoffMs: 1 });
      await reaches(id, "running");
      expect(await jobs.cancel(id)).toBe(true);
      const job = await reaches(id, "cancelled");
      expect(job.attempts).toBe(1);
      expect(job.finishedAt).not.toBeNull();
      expect(await jobs.cancel(id)).toBe(false);
    });

    it("leaves a job completed that takes no notice", async () => {
      const { jobs, reaches } = fixture;
      jobs.define("deaf", async (_data, { signal }) => aborted(signal).catch(() => "done all the same"));
      const id = await jobs.enqueue("deaf", {});
      await reaches(id, "running");
      await jobs.cancel(id);
      expect(await reaches(id, "completed")).toMatchObject({ result: "done all the same" });
    });

    it("never runs a job that waited, and frees its de-duplication id", async () => {
      const { jobs, reaches } = fixture;
      const id = await jobs.enqueue("idle", { n: 1 }, { dedupeId: "same" });
      expect(await jobs.cancel(id)).toBe(true);
      expect(await jobs.get(id)).toMatchObject({ state: "cancelled", startedAt: null });
      expect((await jobs.list("idle", { states: ["waiting"] })).length).toBe(0);
      const next = await jobs.enqueue("idle", { n: 2 }, { dedupeId: "same" });
      expect(next).not.toBe(id);
      const seen: unknown[] = [];
      jobs.define("idle", async ({ n }) => void seen.push(n));
      await reaches(next, "completed");
      expect(seen).toEqual([2]);
      expect((await jobs.list("idle", { states: ["cancelled"] })).map((job) => job.id)).toEqual([id]);
    });

    it("frees the de-duplication id of a running job at once: what is asked anew comes after it", async () => {
      const { jobs, reaches } = fixture;
      const ending = gate();
      const seen: unknown[] = [];
      jobs.define("slow", async ({ n }, { signal }) => {
        seen.push(n);
        if (n === 1) await aborted(signal).catch(() => ending.promise);
      });
      const id = await jobs.enqueue("slow", { n: 1 }, { dedupeId: "same" });
      await reaches(id, "running");
      expect(await jobs.cancel(id)).toBe(true);
      const next = await jobs.enqueue("slow", { n: 2 }, { dedupeId: "same" });
      expect(next).not.toBe(id);
      expect(await jobs.enqueue("slow", { n: 3 }, { dedupeId: "same" })).toBe(next);
      ending.resolve();
      await reaches(next, "completed");
      expect(seen).toEqual([1, 2]);
    });

    it("ends a job between two attempts", async () => {
      const { jobs, reaches } = fixture;
      let attempts = 0;
      jobs.define("broken", async () => Promise.reject(new Error(`attempt ${++attempts}`)));
      const id = await jobs.enqueue("broken", {}, { attempts: 2, backoffMs: 600_000 });
      await reaches(id, "delayed");
      expect(await jobs.cancel(id)).toBe(true);
      await reaches(id, "cancelled");
      expect(attempts).toBe(1);
    });

    it("does nothing to a job that has finished", async () => {
      const { jobs, reaches } = fixture;
      jobs.define("quick", async () => "done");
      const id = await jobs.enqueue("quick", {});
      await reaches(id, "completed");
      expect(await jobs.cancel(id)).toBe(false);
      expect(await jobs.get(id)).toMatchObject({ state: "completed" });
    });

    fixture.itNeeds("shared", "reaches a job that another process runs", async () => {
      const { jobs, open, reaches } = fixture;
      (await open()).define("endless", async (_data, { signal }) => aborted(signal));
      const id = await jobs.enqueue("endless", {});
      await reaches(id, "running");
      expect(await jobs.cancel(id)).toBe(true);
      await reaches(id, "cancelled");
    });
  });
}
