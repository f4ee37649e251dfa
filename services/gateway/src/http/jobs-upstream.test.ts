import type { JobView, ServiceName } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import { beforeEach, expect, test } from "vitest";
import type { UpstreamReply } from "../upstream.ts";
import { createJobsUpstream, type JobsUpstream } from "./jobs-upstream.ts";

const kinds = { enrich: { owner: "catalog" }, import: { owner: "recommender" } } as const;
const counts = { waiting: 0, delayed: 0, running: 0, completed: 1, failed: 0 };
const job = (name: "enrich" | "import", n: number): JobView => ({
  id: `${name}.${n}`,
  name,
  data: {},
  state: "completed",
  progress: { share: 1, note: "" },
  attempts: 1,
  error: null,
  result: null,
  createdAt: new Date(Date.UTC(2026, 0, n)).toISOString(),
  startedAt: null,
  finishedAt: null,
});
const listOf = (service: ServiceName, name: "enrich" | "import", ...days: number[]) => ({
  items: days.map((day) => job(name, day)),
  kinds: [{ name, service, summary: name, counts, schedule: null, nextRunAt: null }],
});

let replies: Partial<Record<ServiceName, { status: number; body: unknown } | Error>>;
let sent: string[];
let jobs: JobsUpstream;
beforeEach(() => {
  sent = [];
  replies = {
    catalog: { status: 200, body: listOf("catalog", "enrich", 5, 3, 1) },
    recommender: { status: 200, body: listOf("recommender", "import", 4, 2) },
  };
  const upstream = {
    async send(service: ServiceName, { method, path }: { method: string; path: string }): Promise<UpstreamReply> {
      sent.push(`${service} ${method} ${path}`);
      const reply = replies[service]!;
      if (reply instanceof Error) throw reply;
      return { status: reply.status, headers: {}, body: Buffer.from(JSON.stringify(reply.body)) };
    },
    readEnd: () => Infinity,
    close: async () => {},
  };
  jobs = createJobsUpstream(upstream, kinds);
});

async function list(query = ""): Promise<{ items: JobView[]; kinds: { name: string }[]; degraded?: string[] }> {
  const reply = await jobs({ method: "GET", path: `/v1/ops/jobs${query}` });
  expect(reply.status).toBe(200);
  return JSON.parse(reply.body.toString()) as Awaited<ReturnType<typeof list>>;
}

test("puts the lists of all services together, the latest first", async () => {
  const { items, kinds, degraded } = await list("?limit=4");
  expect(items.map(({ id }) => id)).toEqual(["enrich.5", "import.4", "enrich.3", "import.2"]);
  expect(kinds.map(({ name }) => name)).toEqual(["enrich", "import"]);
  expect(degraded).toBeUndefined();
  expect(sent).toEqual(["catalog GET /v1/ops/jobs?limit=4", "recommender GET /v1/ops/jobs?limit=4"]);
});

test.each([
  ["GET", "/v1/ops/jobs?name=import", undefined, "recommender"],
  ["POST", "/v1/ops/jobs", { name: "import" }, "recommender"],
  ["POST", "/v1/ops/jobs", { name: "enrich" }, "catalog"],
  ["GET", "/v1/ops/jobs/import.4", undefined, "recommender"],
  ["DELETE", "/v1/ops/jobs/enrich.4", undefined, "catalog"],
  ["POST", "/v1/ops/jobs/import.4/retry", undefined, "recommender"],
  ["POST", "/v1/ops/jobs", { name: "conquer" }, "catalog"],
  ["POST", "/v1/ops/jobs", "no object", "catalog"],
  ["GET", "/v1/ops/jobs/__proto__.1", undefined, "catalog"],
])("%s %s %j goes to one service, as it is", async (method, path, body, service) => {
  await jobs({ method, path, body: body && JSON.stringify(body) });
  expect(sent).toEqual([`${service} ${method} ${path}`]);
});

test.each([
  ["is away", new ProblemError("unavailable")],
  ["fails", { status: 503, body: {} }],
  ["answers nonsense", { status: 200, body: { items: "none" } }],
])("lists what the others have when one service %s", async (_how, reply) => {
  replies.recommender = reply;
  const { items, degraded } = await list();
  expect(items.map(({ id }) => id)).toEqual(["enrich.5", "enrich.3", "enrich.1"]);
  expect(degraded).toEqual(["recommender"]);
});

test("fails when no service can be asked", async () => {
  replies = { catalog: new ProblemError("upstream-timeout"), recommender: new ProblemError("unavailable") };
  await expect(list()).rejects.toMatchObject({ code: "upstream-timeout" });
});

test("a refusal of one is the answer", async () => {
  replies.recommender = { status: 403, body: { code: "forbidden" } };
  expect(await jobs({ method: "GET", path: "/v1/ops/jobs" })).toMatchObject({ status: 403 });
});
