import { describe, expect, it } from "vitest";
import { gate, type Fixture } from "./fixture.ts";

export function scheduling(fixture: Fixture): void {
  describe("scheduling", () => {
    it("enqueues at each tick of a period, the first now", async () => {
      const { jobs, until } = fixture;
      const seen: unknown[] = [];
      jobs.define("tick", async (data) => void seen.push(data));
      await jobs.schedule("tick", { everyMs: 200 }, { n: 1 });
      await until(() => seen.length >= 3);
      expect(seen[0]).toEqual({ n: 1 });
      expect(new Set((await jobs.list("tick")).map(({ id }) => id)).size).toBeGreaterThanOrEqual(3);
    });

    it("replaces the schedule that the name had, and ends it", async () => {
      const { jobs, until } = fixture;
      const seen: unknown[] = [];
      jobs.define("tick", async ({ n }) => void seen.push(n));
      await jobs.schedule("tick", { everyMs: 600_000 }, { n: 1 });
      await jobs.schedule("tick", { everyMs: 150 }, { n: 2 });
      await until(() => seen.filter((n) => n === 2).length >= 2);
      await jobs.schedule("tick", null);
      await jobs.schedule("tick", null);
      await until(async () => (await jobs.list("tick", { states: ["delayed", "waiting", "running"] })).length === 0);
      expect(seen.filter((n) => n === 1).length).toBeLessThanOrEqual(1);
    });

    it("waits for the tick of a cron expression", async () => {
      const { jobs, until } = fixture;
      const seen: number[] = [];
      jobs.define("cron", async () => void seen.push(Date.now()));
      await jobs.schedule("cron", { cron: "* * * * * *" });
      await until(() => seen.length >= 2);
      await jobs.schedule("cron", { cron: "0 0 1 1 *" }, { yearly: true });
      const [next] = await jobs.list("cron", { states: ["delayed"] });
      expect(next).toMatchObject({ state: "delayed", data: { yearly: true }, attempts: 0 });
    });

    it("leaves ticks out while the job of one has not begun", async () => {
      const { jobs, until, settle } = fixture;
      const { promise, resolve } = gate();
      let done = 0;
      await jobs.schedule("slow", { everyMs: 100 });
      await settle();
      expect(await jobs.list("slow")).toHaveLength(1);
      jobs.define("slow", async () => {
        await promise;
        done++;
      });
      await until(async () => (await jobs.list("slow", { states: ["running"] })).length === 1);
      await settle();
      expect(await jobs.list("slow")).toHaveLength(2);
      resolve();
      await until(() => done >= 2);
    });

    it("tells the schedule, its next tick, and how many jobs there are", async () => {
      const { jobs, reaches, until } = fixture;
      const none = { waiting: 0, delayed: 0, running: 0, completed: 0, failed: 0 };
      expect(await jobs.overview("counted")).toEqual({ counts: none, schedule: null, nextRunAt: null });
      const next = Date.UTC(new Date().getUTCFullYear() + 1, 0, 1);
      await jobs.schedule("counted", { cron: "0 0 1 1 *" });
      expect(await jobs.overview("counted")).toEqual({
        counts: { ...none, delayed: 1 },
        schedule: { cron: "0 0 1 1 *" },
        nextRunAt: next,
      });
      const [scheduled] = await jobs.list("counted");
      jobs.define("counted", async ({ fail }) => {
        if (fail) throw new Error("as told");
      });
      await reaches(await jobs.enqueue("counted", { fail: true }, { attempts: 1 }), "failed");
      expect(await jobs.retry(scheduled!.id)).toBe(true);
      await reaches(scheduled!.id, "completed");
      await until(async () => (await jobs.overview("counted")).counts.delayed === 1);
      const { counts, nextRunAt } = await jobs.overview("counted");
      expect(counts).toEqual({ ...none, delayed: 1, completed: 1, failed: 1 });
      expect(nextRunAt).toBeGreaterThanOrEqual(next);
      await jobs.schedule("counted", { everyMs: 600_000 });
      expect(await jobs.overview("counted")).toMatchObject({ schedule: { everyMs: 600_000 } });
      await jobs.schedule("counted", null);
      expect(await jobs.overview("counted")).toMatchObject({ schedule: null, nextRunAt: null });
    });

    it("goes on after a job that failed or was cancelled", async () => {
      const { jobs, until } = fixture;
      let begun = 0;
      await jobs.schedule("bad", { everyMs: 150 }, {}, { attempts: 1 });
      const [first] = await jobs.list("bad");
      expect(await jobs.cancel(first!.id)).toBe(true);
      jobs.define("bad", async () => {
        begun++;
        throw new Error("as always");
      });
      await until(() => begun >= 2);
    });

    it.each([[{ cron: "every day" }], [{ everyMs: 1 }]])("refuses %j", async (when) => {
      await expect(fixture.jobs.schedule("tick", when)).rejects.toThrow(TypeError);
    });
  });
}
