import { expect, it } from "vitest";
import { EngineOpenError } from "./engine-open-error.ts";
import { openJobs } from "./open.ts";

it.each(["redis", "", "kafka://h", "constructor:x"])("refuses %j, naming the schemes there are", async (url) => {
  const error = await openJobs(url).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EngineOpenError);
  expect(String(error)).toMatch(/memory: .*redis:/);
});

it("says what to do when no Redis is there, and tells no password", async () => {
  const error = await openJobs("redis://me:s3cret@127.0.0.1:1/0").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EngineOpenError);
  expect(String(error)).toContain("nothing listens there");
  expect(String(error)).toContain("JOBS_URL");
  expect(String(error)).not.toContain("s3cret");
});

it.each(["redis://", "redis://h/films", "redis://h:port"])("says how the URL looks where %j does not", async (url) => {
  await expect(openJobs(url)).rejects.toThrow(/JOBS_URL.*must look like redis:\/\/user:password@host:6379\/0/);
});
