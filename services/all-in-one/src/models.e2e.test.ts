import { dataOf } from "@projectionist/client";
import type { TrainResult } from "@projectionist/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectionist } from "./testing/command-line.ts";
import { openSystem, signUp, temporaryFolder, type System } from "./testing/system.ts";

const PATIENCE = { timeout: 60_000, interval: 100 };
const SHOWN = 100;

const folder = temporaryFolder();
let system: System;

beforeAll(async () => {
  system = await openSystem(folder.path);
  // A system that was started for the test has simulated viewers.
  const query = { limit: SHOWN };
  const { items } = await dataOf(system.admin.GET("/v1/popular", { params: { query } }));
  if (items.length < SHOWN) await operate("demo");
}, 300_000);
afterAll(async () => {
  await system?.stop("SIGTERM");
  folder.remove();
});

async function operate(...command: string[]): Promise<string> {
  const { code, stdout, stderr } = await projectionist(system, ...command);
  expect(code, stderr).toBe(0);
  return stdout;
}

const models = () => dataOf(system.admin.GET("/v1/ops/models"));

async function loaded(version: string): Promise<void> {
  await expect.poll(async () => (await models()).published, PATIENCE).toMatchObject({ version, loaded: true });
}

it("trains by hand, serves what was trained, and goes back to what served before", async () => {
  const first = JSON.parse(await operate("train", "--promote", "--json")) as TrainResult;
  expect(first).toMatchObject({ outcome: "trained", promoted: true });
  expect(first.heldOut).toBeGreaterThan(0);
  await loaded(first.version!);

  const viewer = await signUp(system, "trained");
  const films = (await models()).items[0]!.metrics["films"];
  expect(films).toBeGreaterThanOrEqual(SHOWN);
  const [film] = (await dataOf(system.admin.GET("/v1/popular", { params: { query: { limit: 1 } } }))).items;
  const body = { type: "liked" as const, movieId: film!.movie.id };
  const { position } = await dataOf(viewer.client.POST("/v1/signals", { body }));
  const read = { params: { query: { after: position } } };
  const { model } = await dataOf(viewer.client.GET("/v1/me/recommendations", read));
  expect(model).toBe(first.version);

  const second = JSON.parse(await operate("train", "--promote", "--json")) as TrainResult;
  expect(second).toMatchObject({ promoted: true, replaces: first.version });
  await loaded(second.version!);
  expect(await operate("models", "rollback")).toBe(`${first.version} serves from now on.\n`);
  await loaded(first.version!);
  const list = await operate("models", "list");
  expect(list).toMatch(new RegExp(`serves +${first.version}`));
  expect(list).toContain(`goes back to ${second.version}`);
  expect(await operate("models", "show", second.version!)).toContain(`version    ${second.version}\n`);
  const unknown = await projectionist(system, "models", "promote", "never-trained");
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no model never-trained") });
}, 300_000);
