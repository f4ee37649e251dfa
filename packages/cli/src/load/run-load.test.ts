import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { createClient } from "@projectionist/client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runLoad, type LoadReport } from "./run-load.ts";

type Signal = Readonly<{ eventId: string; userId: string; movieId: string }>;

let server: Server;
let signals: Signal[];
let reads: string[];
let failing: boolean;

beforeEach(async () => {
  signals = [];
  reads = [];
  failing = false;
  server = createServer((request, response) => void answer(request, response)).listen(0);
  await once(server, "listening");
});
afterEach(() => server.close());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "POST") signals.push(...((await json(request)) as { signals: Signal[] }).signals);
  else reads.push(request.url ?? "");
  response.writeHead(failing ? 503 : 200, { "content-type": "application/json" }).end("{}");
}

async function load(rates: { signals: number; reads: number }, enough: () => boolean): Promise<LoadReport> {
  const stop = new AbortController();
  const reports: LoadReport[] = [];
  const running = runLoad({
    client: createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, apiKey: "pk_" }),
    films: [{ id: "one" }, { id: "two" }, { id: "three" }],
    rates,
    stopped: stop.signal,
    onReport: (report) => reports.push(report),
  });
  await expect.poll(enough, { timeout: 10_000 }).toBe(true);
  stop.abort();
  await running;
  const sum = (pick: (report: LoadReport) => number) => reports.reduce((total, report) => total + pick(report), 0);
  const outcomes = (kind: "signals" | "reads") => ({
    done: sum((report) => report[kind].done),
    failed: sum((report) => report[kind].failed),
    p50Ms: 0,
    p99Ms: 0,
  });
  return { seconds: 0, signals: outcomes("signals"), reads: outcomes("reads"), skipped: sum(({ skipped }) => skipped) };
}

it("sends signals with ids of their own, reads for those viewers, and reports what was answered", async () => {
  const report = await load({ signals: 200, reads: 20 }, () => signals.length > 40 && reads.length > 4);
  expect(report.signals).toMatchObject({ done: signals.length, failed: 0 });
  expect(report.reads).toMatchObject({ done: reads.length, failed: 0 });
  expect(new Set(signals.map(({ eventId }) => eventId)).size).toBe(signals.length);
  expect(signals.every(({ movieId }) => ["one", "two", "three"].includes(movieId))).toBe(true);
});

it("counts what is refused and goes on", async () => {
  failing = true;
  const report = await load({ signals: 100, reads: 0 }, () => signals.length > 20);
  expect(report.signals).toMatchObject({ done: 0, failed: signals.length });
  expect(reads).toEqual([]);
});
