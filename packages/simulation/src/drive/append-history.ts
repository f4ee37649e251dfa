import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, dataOf } from "@projectionist/client";
import { demoViewer } from "@projectionist/contracts";
import { simulateHistory } from "../simulate.ts";
import { clientOf, type Target } from "./target.ts";

const BATCH = 1_000;

/**
 * Lets simulated viewers, the demo viewer among them, act over the past 30 days; answers the position that reflects it
 * all. Repeating it counts nothing twice; erased viewers stay out. `onProgress` gets how many signals are done, of how many.
 */
export async function appendHistory(
  target: Target,
  until: number,
  onProgress: (done: number, total: number) => void,
): Promise<string> {
  const client = clientOf(target);
  const named = [{ id: demoViewer.id, taste: "space and machines", films: 14 }];
  const history = simulateHistory({ films: target.films, until, named });
  let position = "";
  // One batch after the other: each viewer's signals must stand in the log in the order of time.
  for (let done = 0; done < history.length; done += BATCH) {
    const signals = history.slice(done, done + BATCH);
    const reply = await withPatience(() => dataOf(client.POST("/v1/signals", { body: { signals } })));
    const refused = reply.results.find(({ outcome, code }) => outcome === "rejected" && code !== "viewer-erased");
    if (refused) throw new Error(`a simulated signal was rejected: ${refused.path} ${refused.message}`);
    position = reply.position;
    onProgress(done + signals.length, history.length);
  }
  return position;
}

const TRIES = 10;

/** Tries again while the system is busy: the event ids stay the same, so nothing counts twice. */
async function withPatience<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === TRIES || !(error instanceof ApiError) || (error.status !== 429 && error.status < 500))
        throw error;
      await sleep(250 * attempt);
    }
  }
}
