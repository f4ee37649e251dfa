import { openJobs } from "@projectionist/jobs";
import { expect, test } from "vitest";
import { createImportJob } from "./import-job.ts";
import { importJobContract } from "./import-job.contract.ts";

importJobContract({ name: "in process", open: () => openJobs("memory:"), persistent: false });

test("says what to set where there is no landing place", async () => {
  const jobs = await openJobs("memory:");
  jobs.define("import", createImportJob(undefined));
  const id = await jobs.enqueue("import", { file: "x" }, { attempts: 3, backoffMs: 1 });
  await expect.poll(async () => await jobs.get(id)).toMatchObject({ state: "failed", attempts: 1 });
  expect((await jobs.get(id))?.error).toMatch(/IMPORT_FOLDER and IMPORT_API_KEY/);
  await jobs.close();
});
