import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEventLog, type NewRecord, type RecordPosition } from "@projectionist/bus";
import { dataOf } from "@projectionist/client";
import { deadLetterHeaders, encodeEvent, type DeadLetterView, type MovieRated } from "@projectionist/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";
import { projectionist } from "./testing/command-line.ts";
import { signUp, startSystem, temporaryFolder, type SignedUp, type System } from "./testing/system.ts";

const topic = "activity.signals";
const folder = temporaryFolder();
let system: System;
let viewer: SignedUp;
let poison: string;
let readable: string;

beforeAll(async () => {
  // As if the simulated viewers had been there: nothing here needs them.
  writeFileSync(join(folder.path, "demo-history.done"), "");
  const first = await startSystem({ folder: folder.path });
  viewer = await signUp(first, "letters");
  await first.stop("SIGTERM");
  await appendByHand();
  system = await startSystem({ folder: folder.path });
}, 120_000);
afterAll(async () => {
  await system?.stop("SIGTERM");
  folder.remove();
});

/** What is no event in the topic of signals, and a letter that a version left that knew fewer schemas. */
async function appendByHand(): Promise<void> {
  const log = await openEventLog(openDataFolder(folder.path, false).engine("log"));
  const append = async (record: NewRecord): Promise<RecordPosition> => (await log.append([record]))[0]!;
  const at = await append({ topic, key: viewer.userId, value: Buffer.from("\u001b[2Jnot an event") });
  poison = `${topic}/${at.partition}/${at.offset}`;
  const rated: MovieRated = {
    type: "MovieRated",
    eventId: "from-a-newer-version",
    occurredAt: Date.now(),
    userId: viewer.userId,
    movieId: "alien-1979",
    rating: 4.5,
    recommendationId: null,
  };
  readable = `${topic}/${at.partition}/999999`;
  const headers = {
    [deadLetterHeaders.topic]: topic,
    [deadLetterHeaders.partition]: String(at.partition),
    [deadLetterHeaders.offset]: "999999",
    [deadLetterHeaders.group]: "recommender.projector",
    [deadLetterHeaders.error]: "schema id 2 was never published",
    [deadLetterHeaders.schemaId]: "2",
  };
  await append({ topic: `${topic}.dlq`, key: viewer.userId, value: encodeEvent(rated), headers });
  await log.close();
}

const dlq = (...args: string[]) => projectionist(system, "dlq", ...args);
const lettersOf = async (...args: string[]) => {
  const { stdout } = await dlq("list", "--json", ...args);
  return (JSON.parse(stdout) as { items: DeadLetterView[] }).items;
};

it("the command line lists, shows, replays and drops what could not be read", { timeout: 120_000 }, async () => {
  await expect
    .poll(async () => (await lettersOf()).flatMap(({ groups }) => groups), { timeout: 30_000 })
    .toHaveLength(3);
  const list = await dlq("list");
  expect(list).toMatchObject({ code: 0, stderr: "" });
  expect(list.stdout).toContain(poison);
  expect(list.stdout).toContain("2 open, 0 replayed or dropped.");

  const shown = await dlq("show", poison);
  expect(shown.stdout).toContain("activity.projections");
  expect(shown.stdout).toContain("recommender.projector");
  expect(shown.stdout).toContain("1b 5b 32 4a");
  expect(shown.stdout).not.toContain("\u001b");

  const dry = await dlq("replay", "--all", "--dry-run");
  expect(dry).toMatchObject({ code: 1, stderr: expect.stringContaining("Not all were replayed") });
  expect(dry.stdout).toContain(`${readable}  would be replayed`);
  expect(dry.stdout).toContain(`${poison}  left alone: It would be put aside again`);
  expect(await lettersOf()).toHaveLength(2);

  expect(await dlq("replay", readable)).toMatchObject({ code: 0, stdout: expect.stringContaining("1 of 1 replayed.") });
  expect(await dlq("replay", readable)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("It was replayed at"),
  });
  expect(await dlq("drop", poison)).toMatchObject({ code: 0, stdout: expect.stringContaining("1 of 1 dropped.") });
  expect(await dlq("list")).toMatchObject({ code: 0, stdout: "0 open, 2 replayed or dropped.\n" });
  expect(await lettersOf("--state", "resolved")).toHaveLength(2);

  const ratings = () => dataOf(viewer.as(system).GET("/v1/me/ratings", { params: { query: {} } }));
  await expect.poll(async () => (await ratings()).items.length, { timeout: 30_000 }).toBe(1);
  expect(await projectionist(system, "verify")).toMatchObject({ code: 0 });
});

it("says what is wrong with a letter's name", async () => {
  expect(await dlq("show", "3/17")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("activity.signals/3/1042"),
  });
  expect(await dlq("drop", "nowhere/3/17")).toMatchObject({ code: 1, stderr: expect.stringContaining("auth.users") });
  expect(await dlq("replay")).toMatchObject({ code: 1, stderr: expect.stringContaining("--all") });
  expect(await dlq("show", `${topic}/0/888888`)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("no such dead letter"),
  });
});
