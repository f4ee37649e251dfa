import { demoViewer } from "@projectionist/auth";
import { createClient, dataOf } from "@projectionist/client";
import {
  createLiveViewers,
  simulateHistory,
  type SimulatedFilm,
  type SimulatedSignal,
} from "@projectionist/simulation";

const BATCH = 1_000;
const DAYS = 30;
const LIVE_EVERY_MS = 2_000;

export type DemoTarget = Readonly<{ gatewayUrl: string; adminKey: string; films: readonly SimulatedFilm[] }>;

/**
 * Lets simulated viewers, Alice among them, act over the past days, through the gateway as any client would; answers
 * the position that reflects it all. `onProgress` gets the share done, 0–1.
 */
export async function appendDemoHistory(target: DemoTarget, onProgress: (share: number) => void): Promise<string> {
  const client = createClient({ baseUrl: target.gatewayUrl, apiKey: target.adminKey });
  const history = simulateHistory({
    films: target.films,
    days: DAYS,
    until: Date.now(),
    named: [{ id: demoViewer.id, taste: "space and machines", films: 14 }],
  });
  const batches = batchesOf(history);
  let done = 0;
  let position = "";
  const post = async (batch: readonly SimulatedSignal[]) => {
    const reply = await dataOf(client.POST("/v1/signals", { body: { signals: [...batch] } }));
    const refused = reply.results.find((result) => result.outcome === "rejected");
    if (refused) throw new Error(`a simulated signal was rejected: ${refused.path} ${refused.message}`);
    position = reply.position;
    done += batch.length;
    onProgress(done / history.length);
  };
  // One after the other: each viewer's signals must stand in the log in the order of time.
  for (const batch of batches) await post(batch);
  return position;
}

/** Lets a simulated viewer act every now and then, until the answered function is called. */
export function startLiveViewers(target: DemoTarget, onFault: (error: Error) => void): () => Promise<void> {
  const client = createClient({ baseUrl: target.gatewayUrl, apiKey: target.adminKey });
  const run = Date.now().toString(36);
  const viewers = createLiveViewers({ films: target.films, seed: Date.now(), run });
  let posting: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    const signals = viewers.next(Date.now());
    if (signals.length === 0) return;
    posting = dataOf(client.POST("/v1/signals", { body: { signals } })).then(() => {}, onFault);
  }, LIVE_EVERY_MS);
  return () => {
    clearInterval(timer);
    return posting;
  };
}

function batchesOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, n) => items.slice(n * BATCH, (n + 1) * BATCH));
}
