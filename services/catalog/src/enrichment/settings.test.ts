import { openJobs } from "@projectionist/jobs";
import { readConfig } from "@projectionist/service-kit";
import { Type } from "typebox";
import { expect, test } from "vitest";
import { scheduleEnrichment } from "./schedule-enrichment.ts";
import { enrichmentOf, enrichmentSettings } from "./settings.ts";

const read = (env: NodeJS.ProcessEnv) => enrichmentOf(readConfig(Type.Object(enrichmentSettings), env));

test("it is off without a key, and polite with one", () => {
  expect(read({ TMDB_URL: "http://127.0.0.1/3" })).toBeUndefined();
  expect(read({ TMDB_API_KEY: "k" })).toMatchObject({ baseUrl: "https://api.themoviedb.org/3", requestsPerSecond: 20 });
});

test.each(["0", "40", "fast"])("%s requests a second are refused", (TMDB_REQUESTS_PER_SECOND) => {
  expect(() => read({ TMDB_REQUESTS_PER_SECOND })).toThrow("TMDB_REQUESTS_PER_SECOND");
});

test("a schedule is kept, ended, and refused by the name of its setting", async () => {
  const jobs = await openJobs("memory:");
  const delayed = () => jobs.list("enrich", { states: ["delayed"] });
  await scheduleEnrichment(jobs, "0 3 * * 0");
  expect(await delayed()).toHaveLength(1);
  await scheduleEnrichment(jobs, undefined);
  expect(await delayed()).toHaveLength(0);
  await expect(scheduleEnrichment(jobs, "every day")).rejects.toThrow('ENRICH_CRON: "every day" is no cron expression');
  await jobs.close();
});
