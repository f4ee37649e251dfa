import { openJobs, type JobHandler, type Jobs } from "@projectionist/jobs";
import { createLogger } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { defineStateJobs } from "./state-jobs.ts";
import { startLiveProjection, topic, type LiveProjection } from "./testing/live-projection.ts";

const WAIT = { timeout: 30_000, interval: 20 };
const logger = createLogger({ service: "test", level: "silent" });

let live: LiveProjection;
let jobs: Jobs;
beforeEach(async () => {
  live = await startLiveProjection();
  await live.publish(500);
  await live.caughtUp();
  jobs = await openJobs("memory:");
});
afterEach(async () => {
  await jobs.close();
  await live.stop();
});

const define = (on: Jobs) => defineStateJobs(on, { log: live.log, topic, control: live.control, logger });
async function done(name: string, data: object = {}) {
  const id = await jobs.enqueue(name, { ...data }, { attempts: 1 });
  await expect.poll(async () => (await jobs.get(id))?.finishedAt, WAIT).not.toBeNull();
  return (await jobs.get(id))!;
}

it("rebuilds, rolls back and verifies, and tells how far it is", async () => {
  define(jobs);
  const before = live.serving.current();
  const rebuilt = await done("rebuild", { window: 7 });
  expect(rebuilt).toMatchObject({
    state: "completed",
    result: { outcome: "swapped", previous: before, window: 7 },
    progress: { share: 1 },
    log: [expect.stringContaining("with a window of 7"), expect.stringContaining(`in place of ${before}`)],
  });
  const { active } = rebuilt.result as { active: string };
  expect(await done("rollback", { to: active })).toMatchObject({ state: "completed", result: { active } });
  expect(await done("rollback", { to: before })).toMatchObject({ result: { active: before, previous: active } });
  expect(await done("rollback", { to: before })).toMatchObject({ result: { active: before, previous: active } });
  expect(await done("verify")).toMatchObject({ state: "completed", result: { differences: 0, keyspace: before } });
}, 60_000);

it("says what is kept when there is nothing to go back to", async () => {
  define(jobs);
  const refusal = (kept: string) => ({
    state: "failed",
    error: `live.gone is not kept: ${kept} is what can be gone back to`,
  });
  expect(await done("rollback", { to: "live.gone" })).toMatchObject(refusal("only what a rebuild has replaced"));
  const kept = live.serving.current();
  await done("rebuild");
  expect(await done("rollback", { to: "live.gone" })).toMatchObject(refusal(kept));
}, 60_000);

it("refuses to begin while another fills a keyspace", async () => {
  define(jobs);
  const building = { keyspace: "rebuilt-elsewhere", until: Date.now() + 60_000 };
  const fields = { active: live.serving.current(), previous: null, hold: null, building };
  await live.state.setControl(live.epoch, 0, fields);
  for (const name of ["rebuild", "rollback"])
    expect(await done(name, name === "rollback" ? { to: "live.gone" } : {})).toMatchObject({
      state: "failed",
      error: expect.stringContaining("rebuilt-elsewhere is"),
    });
}, 60_000);

it("does not begin a rebuild again by itself when its worker was lost", async () => {
  const handlers = new Map<string, JobHandler>();
  define({ ...jobs, define: (name, handler) => void handlers.set(name, handler as JobHandler) });
  const context = { id: "x.1", attempt: 2, signal: new AbortController().signal, progress: () => {}, log: () => {} };
  await expect(handlers.get("rebuild")!({}, context)).rejects.toThrow(`now ${live.serving.current()} serves`);
  await expect(handlers.get("verify")!({}, context)).resolves.toMatchObject({ differences: 0 });
});
