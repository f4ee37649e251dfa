import { once } from "node:events";
import type { JobState } from "@projectionist/contracts";
import {
  csvFiles,
  startRecordingGateway,
  temporaryFolder,
  tmdbFiles,
  writeFolder,
  type RecordingGateway,
} from "@projectionist/import/testing";
import type { Jobs } from "@projectionist/jobs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createImportJob } from "./import-job.ts";

const WAIT = { timeout: 20_000, interval: 20 };
const RATINGS = 20_000;
const manyRatings = {
  ...csvFiles,
  "ratings.csv": Buffer.from(
    `userId,movieId,rating,timestamp\n${Array.from({ length: RATINGS }, (_, n) => `${n + 1},1,4,${1_000_000_000 + n}`).join("\n")}\n`,
  ),
};

export type ImportJobTarget = Readonly<{
  name: string;
  /** Opens the jobs of a place, where a silent worker loses its job after `staleMs`. */
  open: (place: string, staleMs?: number) => Promise<Jobs>;
  persistent: boolean;
  /** Takes a job away from the worker that is at it, as if that had given no sign of life, where that can be. */
  takeAway?: (place: string, id: string) => Promise<void>;
}>;

/** What the job `import` does on every engine of jobs. */
export function importJobContract({ name, open, persistent, takeAway }: ImportJobTarget): void {
  describe(`${name}: the job import`, { timeout: 60_000 }, () => {
    let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
    let gateway: RecordingGateway;
    let opened: Jobs[];
    let place: string;
    /** Of the job that began last. */
    let ending: AbortSignal | undefined;
    beforeEach(async () => {
      temporary = await temporaryFolder();
      gateway = await startRecordingGateway();
      opened = [];
      place = `import${process.hrtime.bigint()}`;
    });
    afterEach(async () => {
      await Promise.all(opened.map((jobs) => jobs.close()));
      await gateway.close();
      await temporary.remove();
    });

    async function start(staleMs?: number): Promise<Jobs> {
      const jobs = await open(place, staleMs);
      opened.push(jobs);
      const handler = createImportJob({
        folder: join(temporary.path, "landing"),
        stateFolder: join(temporary.path, "state"),
        gatewayUrl: () => gateway.url,
        apiKey: "pk_import",
      });
      jobs.define("import", (data: Parameters<typeof handler>[0], context) => {
        ending = context.signal;
        return handler(data, context);
      });
      return jobs;
    }
    const put = (file: string, files: typeof csvFiles) => writeFolder(join(temporary.path, "landing", file), files);
    const reaches = async (jobs: Jobs, id: string, state: JobState) => {
      await expect.poll(async () => (await jobs.get(id))?.state, WAIT).toBe(state);
      return (await jobs.get(id))!;
    };

    it("brings films and ratings in through the gateway, and nothing twice", async () => {
      await put("ml-latest-small", csvFiles);
      const jobs = await start();
      const id = await jobs.enqueue("import", { file: "ml-latest-small" });
      const job = await reaches(jobs, id, "completed");
      expect(job).toMatchObject({
        result: { films: { new: 4, rejected: 0 }, ratings: { new: 5, rejected: 0 } },
        progress: { share: 1 },
        log: [expect.stringContaining("taken for ml-small")],
      });
      expect(gateway.signals).toHaveLength(5);
      expect(new Set(gateway.requests.map(({ apiKey }) => apiKey))).toEqual(new Set(["pk_import"]));
      const again = await jobs.enqueue("import", { file: "ml-latest-small", again: true });
      expect(await reaches(jobs, again, "completed")).toMatchObject({ result: { ratings: { new: 0, same: 5 } } });
      expect(gateway.signals).toHaveLength(5);
    });

    it("brings in a catalog without ratings", async () => {
      await put("tmdb", tmdbFiles);
      const jobs = await start();
      const job = await reaches(jobs, await jobs.enqueue("import", { file: "tmdb", limit: 1 }), "completed");
      expect(job.result).toMatchObject({ films: { new: 1 }, ratings: null });
    });

    it.each([
      ["../outside", "leads out of the landing place"],
      ["nothing.zip", "There is no nothing.zip"],
      ["empty", "no data set that is understood"],
    ])("fails for good for %s", async (file, reason) => {
      await put("empty", { "notes.txt": Buffer.from("none") });
      const jobs = await start();
      const id = await jobs.enqueue("import", { file }, { attempts: 5, backoffMs: 1 });
      expect(await reaches(jobs, id, "failed")).toMatchObject({ attempts: 1, error: expect.stringContaining(reason) });
    });

    it("tries again when the gateway was away", async () => {
      await put("set", csvFiles);
      const jobs = await start();
      await gateway.close();
      const id = await jobs.enqueue("import", { file: "set" }, { attempts: 3, backoffMs: 300 });
      await expect.poll(async () => (await jobs.get(id))?.error, WAIT).toContain("Nothing answers");
      gateway = await startRecordingGateway();
      expect(await reaches(jobs, id, "completed")).toMatchObject({ result: { ratings: { new: 5 } } });
    });

    it("stops when it is cancelled; the same import again goes on where it was", async () => {
      await put("set", manyRatings);
      const jobs = await start();
      const id = await jobs.enqueue("import", { file: "set" });
      gateway.hook.onSignals = async () => {
        await jobs.cancel(id);
        // The job hears of it at its worker's next look, and might be done before.
        if (!ending?.aborted) await once(ending!, "abort");
      };
      await reaches(jobs, id, "cancelled");
      const recorded = gateway.signals.length;
      expect(recorded).toBeLessThan(RATINGS);
      delete gateway.hook.onSignals;
      const next = await reaches(jobs, await jobs.enqueue("import", { file: "set" }), "completed");
      expect(next.log.join("\n")).toContain("Going on behind");
      expect(gateway.signals).toHaveLength(RATINGS);
    });

    it.skipIf(!takeAway)("tells what all attempts brought in when its worker loses it in the middle", async () => {
      await put("set", manyRatings);
      const jobs = await start(1_000);
      const id = await jobs.enqueue("import", { file: "set" });
      let losing: Promise<void> | undefined;
      const lose = async () => {
        await takeAway!(place, id);
        if (!ending!.aborted) await once(ending!, "abort");
      };
      gateway.hook.onSignals = () => (losing ??= lose());
      const { attempts, result } = await reaches(jobs, id, "completed");
      expect(attempts).toBeGreaterThan(1);
      expect(result).toMatchObject({
        films: { new: 4, same: 0 },
        ratings: { new: RATINGS, same: 0, rejected: 0 },
      });
      expect(gateway.signals).toHaveLength(RATINGS);
    });

    it.skipIf(!persistent)("is taken up again after a restart in the middle [needs persistent]", async () => {
      await put("set", manyRatings);
      const jobs = await start();
      let stopping: Promise<void> | undefined;
      gateway.hook.onSignals = () => void (stopping ??= jobs.close());
      const id = await jobs.enqueue("import", { file: "set" });
      await expect.poll(() => stopping !== undefined, WAIT).toBe(true);
      await stopping;
      expect(gateway.signals.length).toBeLessThan(RATINGS);
      delete gateway.hook.onSignals;
      const restarted = await start();
      expect(await reaches(restarted, id, "completed")).toMatchObject({
        attempts: 2,
        result: { films: { new: 4, same: 0 }, ratings: { new: RATINGS, same: 0, rejected: 0 } },
      });
      expect(gateway.signals).toHaveLength(RATINGS);
      expect(new Set(gateway.signals.map(({ eventId }) => eventId)).size).toBe(RATINGS);
    });
  });
}
