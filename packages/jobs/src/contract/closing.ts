import { describe, expect, it } from "vitest";
import { aborted, gate, type Fixture } from "./fixture.ts";

export function closing(fixture: Fixture): void {
  describe("closing", () => {
    it("waits for jobs that end soon, takes no further ones, and then refuses", async () => {
      const { jobs, reaches } = fixture;
      let ended = 0;
      let begun = 0;
      jobs.define("soon", async (_data, { signal }) => {
        begun++;
        await aborted(signal).catch(() => {});
        await new Promise((later) => setTimeout(later, 50));
        ended++;
      });
      const id = await jobs.enqueue("soon", {});
      await jobs.enqueue("soon", {});
      await reaches(id, "running");
      await Promise.all([jobs.close(), jobs.close()]);
      expect([begun, ended]).toEqual([1, 1]);
      await expect((async () => jobs.enqueue("soon", {}))()).rejects.toThrow("closed");
      await expect((async () => jobs.get(id))()).rejects.toThrow("closed");
    });

    fixture.itNeeds("persistent", "leaves jobs to whoever opens the place next", async () => {
      const { jobs, open, reaches } = fixture;
      const id = await jobs.enqueue("kept", { n: 1 });
      await jobs.close();
      const next = await open();
      next.define("kept", async ({ n }) => n);
      expect(await reaches(id, "completed", next)).toMatchObject({ result: 1 });
    });

    fixture.itNeeds("shared", "gives a job that stops with its worker to another, at once", async () => {
      const { jobs, open, reaches } = fixture;
      const other = await open();
      jobs.define("handed-over", async (_data, { signal }) => aborted(signal));
      const id = await jobs.enqueue("handed-over", {}, { attempts: 1 });
      await reaches(id, "running");
      await jobs.close();
      other.define("handed-over", async () => "done by the other");
      expect(await reaches(id, "completed", other)).toMatchObject({ result: "done by the other" });
    });

    fixture.itNeeds("shared", "shares the work, each job done once", async () => {
      const { jobs, open, until, reaches } = fixture;
      const { promise, resolve } = gate();
      const done: unknown[] = [];
      const busy = new Set<number>();
      const other = await open();
      for (const [worker, of] of [jobs, other].entries()) {
        of.define("shared", async ({ n }) => {
          busy.add(worker);
          await promise;
          done.push(n);
        });
      }
      const ids = [];
      for (let n = 0; n < 10; n++) ids.push(await jobs.enqueue("shared", { n }));
      await until(() => busy.size === 2);
      resolve();
      for (const id of ids) await reaches(id, "completed");
      expect(done.toSorted((a, b) => Number(a) - Number(b))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });
  });
}
