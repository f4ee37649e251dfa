import { setTimeout as sleep } from "node:timers/promises";
import { createClient, dataOf } from "@projectionist/client";
import { expect, it } from "vitest";
import { historiesOf } from "../chaos/load/applied.ts";
import { compareWithRecount } from "../chaos/load/recount.ts";
import { compareWithApplied, SendLog } from "../chaos/load/send-log.ts";
import { startSteadyLoad } from "../chaos/load/steady-load.ts";
import { startSteadyReads } from "../chaos/load/steady-reads.ts";
import { signUpViewers } from "../chaos/load/viewers.ts";
import { compose, metricsOf, settings } from "./testing/compose.ts";

/** All containers share the machine with their own starts, which take most of it. */
const PER_SECOND = 60;
const READ_EVERY_MS = 20;
const BETWEEN_MS = 5_000;
const GATEWAY_TIMEOUT = 504;
const PATIENCE_MS = 120_000;

it("scales out and in while signals arrive: nothing is lost or counted twice, and reads go on", async () => {
  const { GATEWAY_PORT, KAFKA_PORT, REDIS_PORT, REDIS_PASSWORD, BOOTSTRAP_KEY } = settings();
  const url = `http://127.0.0.1:${GATEWAY_PORT}`;
  const admin = createClient({ baseUrl: url, apiKey: BOOTSTRAP_KEY ?? "" });
  const films = (await dataOf(admin.GET("/v1/movies", { params: { query: { limit: 100 } } }))).items;
  const movieIds = films.map(({ id }) => id);
  const viewers = await signUpViewers(url, 10);
  const sendLog = new SendLog();
  const load = startSteadyLoad({ viewers, movieIds, perSecond: PER_SECOND, sendLog });
  const reading = startSteadyReads(viewers, READ_EVERY_MS);

  try {
    await sleep(BETWEEN_MS);
    await scale(3, 2);
    await untilAllWork({ recommender: 3, activity: 2 });
    await sleep(BETWEEN_MS);
    await scale(1, 1);
    await sleep(BETWEEN_MS);
  } finally {
    await load.stop();
    await reading.stop();
  }

  const failed = reading.reads.filter(({ status }) => status !== 200);
  const temporary = failed.filter(
    ({ status, retryAfter }) => (status === 503 && retryAfter !== null) || status === GATEWAY_TIMEOUT,
  );
  console.log(`${reading.reads.length} reads, ${failed.length} not answered 200`, failed.slice(0, 5));
  console.log(
    `${sendLog.count("acked")} signals acked, ${sendLog.count("refused")} refused, ${sendLog.count("unknown")} unknown`,
  );
  expect(failed.filter((read) => !temporary.includes(read))).toEqual([]);
  expect(temporary.length).toBeLessThan(reading.reads.length / 100);
  expect(sendLog.count("acked")).toBeGreaterThan(PER_SECOND * 5);

  const applied = await historiesOf(viewers, movieIds[0] ?? "");
  expect(compareWithApplied(sendLog, applied)).toEqual({ missing: [], repeated: [], foreign: [] });
  const logUrl = `kafka://127.0.0.1:${KAFKA_PORT}`;
  const stateUrl = `redis://:${encodeURIComponent(REDIS_PASSWORD ?? "")}@127.0.0.1:${REDIS_PORT}/0`;
  // Other tests rebuild.
  const { keyspaces } = await dataOf(admin.GET("/v1/ops/positions"));
  const counts = () => compareWithRecount(logUrl, stateUrl, keyspaces?.active);
  await expect
    .poll(counts, { timeout: PATIENCE_MS, interval: 3_000 })
    .toMatchObject({ onlyCounted: [], onlyRecounted: [] });
  expect((await counts()).lines).toBeGreaterThan(1_000);
});

function scale(recommender: number, activity: number): Promise<string> {
  const sizes = ["--scale", `recommender=${recommender}`, "--scale", `activity=${activity}`];
  return compose("up", "--detach", "--wait", "--no-recreate", ...sizes);
}

/** Waits until every instance has its share of the calls and of the partitions. */
async function untilAllWork(sizes: Readonly<Record<string, number>>): Promise<void> {
  for (const [service, size] of Object.entries(sizes)) {
    for (let index = 1; index <= size; index++) {
      await expect
        .poll(() => work(service, index), { timeout: PATIENCE_MS, interval: 2_000 })
        .toEqual({ calls: true, partitions: true });
    }
  }
}

/** Whether an instance answers calls of viewers and holds partitions of the log. */
async function work(service: string, index: number): Promise<Readonly<{ calls: boolean; partitions: boolean }>> {
  const lines = (await metricsOf(service, index)).split("\n");
  const calls = lines.filter((line) => /^http_request_duration_seconds_count\{.*route="\/(v1|internal)\//.test(line));
  const partitions = lines.filter((line) => /^kafka_consumergroup_lag\{.*topic="activity\.signals"/.test(line));
  return { calls: calls.length > 0, partitions: partitions.length > 0 };
}
