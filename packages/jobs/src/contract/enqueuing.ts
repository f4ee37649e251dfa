import { describe, expect, it } from "vitest";
import { gate, type Fixture } from "./fixture.ts";

export function enqueuing(fixture: Fixture): void {
  describe("enqueuing", () => {
    it("does jobs in order, and keeps what they were, did and answered", async () => {
      const { jobs, reaches } = fixture;
      const seen: unknown[] = [];
      jobs.define<{ n: number }>("count", async ({ n }, { progress, log, attempt }) => {
        seen.push([n, attempt]);
        log(`counting ${n}`);
        log("done");
        progress(0.25, "begun");
        progress(0.5, "half-way");
        return { twice: 2 * n };
      });
      const before = Date.now();
      const ids = [await jobs.enqueue("count", { n: 1 }), await jobs.enqueue("count", { n: 2 })];
      const second = await reaches(ids[1]!, "completed");
      expect(seen).toEqual([
        [1, 1],
        [2, 1],
      ]);
      expect(second).toMatchObject({
        id: ids[1],
        name: "count",
        data: { n: 2 },
        result: { twice: 4 },
        error: null,
        attempts: 1,
        progress: { share: 0.5, note: "half-way" },
        log: ["counting 2", "done"],
      });
      expect(second.createdAt).toBeGreaterThanOrEqual(before);
      expect(second.startedAt).toBeGreaterThanOrEqual(second.createdAt);
      expect(second.finishedAt).toBeGreaterThanOrEqual(second.startedAt!);
    });

    it("has the result of a job as soon as it says that the job is completed", async () => {
      const { jobs } = fixture;
      jobs.define<{ n: number }>("quick", async ({ n }) => n);
      for (let n = 1; n <= 100; n++) {
        const id = await jobs.enqueue("quick", { n });
        let job = await jobs.get(id);
        while (job?.state !== "completed") job = await jobs.get(id);
        expect(job).toMatchObject({ result: n, startedAt: expect.any(Number) });
      }
    });

    it("lets jobs wait for whoever does them, and hands them over as they were", async () => {
      const { jobs, reaches } = fixture;
      const data: Record<string, unknown> = { list: [1, { deep: null }], text: "ü" };
      const id = await jobs.enqueue("late", data);
      data["text"] = "changed";
      expect(await jobs.get(id)).toMatchObject({ state: "waiting", attempts: 0, startedAt: null, finishedAt: null });
      let seen: unknown;
      jobs.define("late", async (given) => void (seen = given));
      expect(await reaches(id, "completed")).toMatchObject({ result: null });
      expect(seen).toEqual({ list: [1, { deep: null }], text: "ü" });
    });

    it("shows progress while the job runs", async () => {
      const { jobs, reaches, until } = fixture;
      const { promise, resolve } = gate();
      jobs.define("slow", async (_data, { progress }) => {
        progress(0.3, "3 of 10");
        await promise;
      });
      const id = await jobs.enqueue("slow", {});
      await until(async () => (await jobs.get(id))?.progress.share === 0.3);
      expect(await jobs.get(id)).toMatchObject({ state: "running", progress: { note: "3 of 10" }, finishedAt: null });
      resolve();
      await reaches(id, "completed");
    });

    it("adds nothing while a job with the same de-duplication id is not finished", async () => {
      const { jobs, reaches } = fixture;
      const { promise, resolve } = gate();
      jobs.define("once", async () => promise);
      const id = await jobs.enqueue("once", { n: 1 }, { dedupeId: "same" });
      expect(await jobs.enqueue("once", { n: 2 }, { dedupeId: "same" })).toBe(id);
      await reaches(id, "running");
      expect(await jobs.enqueue("once", { n: 3 }, { dedupeId: "same" })).toBe(id);
      const other = await jobs.enqueue("once", { n: 4 }, { dedupeId: "other" });
      expect(other).not.toBe(id);
      resolve();
      await reaches(id, "completed");
      const again = await jobs.enqueue("once", { n: 5 }, { dedupeId: "same" });
      expect([id, other]).not.toContain(again);
      expect(await reaches(again, "completed")).toMatchObject({ data: { n: 5 } });
    });

    it("runs as many at once as was said, for each name by itself", async () => {
      const { jobs, until, reaches } = fixture;
      const { promise, resolve } = gate();
      let running = 0;
      let most = 0;
      const work = async () => {
        most = Math.max(most, ++running);
        await promise;
        running--;
      };
      jobs.define("pair", work, { concurrency: 2 });
      jobs.define("single", async () => {});
      const ids = [];
      for (let n = 0; n < 5; n++) ids.push(await jobs.enqueue("pair", { n }));
      await until(() => running === 2);
      await reaches(await jobs.enqueue("single", {}), "completed");
      expect(running).toBe(2);
      resolve();
      for (const id of ids) await reaches(id, "completed");
      expect(most).toBe(2);
    });

    it("lists a name's jobs, the latest first, by state, and no more than asked for", async () => {
      const { jobs, reaches } = fixture;
      jobs.define("mixed", async ({ fail }) => {
        if (fail) throw new Error("as told");
      });
      const ids: string[] = [];
      for (const fail of [false, true, false]) {
        ids.push(await jobs.enqueue("mixed", { fail }, { attempts: 1 }));
        await reaches(ids.at(-1)!, fail ? "failed" : "completed");
      }
      await jobs.enqueue("other", {});
      const idsOf = async (options = {}) => (await jobs.list("mixed", options)).map(({ id }) => id);
      expect(await idsOf()).toEqual(ids.toReversed());
      expect(await idsOf({ states: ["completed"] })).toEqual([ids[2], ids[0]]);
      expect(await idsOf({ states: ["failed", "waiting"] })).toEqual([ids[1]]);
      expect(await idsOf({ limit: 1 })).toEqual([ids[2]]);
      expect((await jobs.list("other")).map(({ state }) => state)).toEqual(["waiting"]);
      expect(await jobs.list("nobody")).toEqual([]);
    });

    it("knows no job of another id", async () => {
      const { jobs } = fixture;
      for (const id of ["", "count", "count.", "count.0190", "Count.1", "../count.1"]) {
        expect(await jobs.get(id), id).toBeUndefined();
        expect(await jobs.cancel(id), id).toBe(false);
      }
    });

    it("refuses names, limits and retries that are none", async () => {
      const { jobs } = fixture;
      for (const name of ["", "Count", "a.b", "a:b", "1st", "a".repeat(65)]) {
        await expect((async () => jobs.enqueue(name, {}))(), name).rejects.toThrow(TypeError);
        expect(() => jobs.define(name, async () => {}), name).toThrow(TypeError);
      }
      await expect((async () => jobs.enqueue("count", {}, { attempts: 0 }))()).rejects.toThrow("attempts");
      await expect((async () => jobs.list("count", { limit: 0 }))()).rejects.toThrow("limit");
      jobs.define("twice", async () => {});
      expect(() => jobs.define("twice", async () => {})).toThrow("defined already");
    });
  });
}
