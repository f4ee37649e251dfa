import { dataOf } from "@projectionist/client";
import { createLiveViewers } from "../live.ts";
import { clientOf, type Target } from "./target.ts";

const EVERY_MS = 2_000;

/** Lets a simulated viewer act every now and then, until the answered function is called. */
export function startLiveViewers(target: Target, onFault: (error: Error) => void): () => Promise<void> {
  const client = clientOf(target);
  const viewers = createLiveViewers({ films: target.films, seed: Date.now(), run: Date.now().toString(36) });
  let posting: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    const signals = viewers.next(Date.now());
    if (signals.length === 0) return;
    posting = dataOf(client.POST("/v1/signals", { body: { signals } })).then(() => {}, onFault);
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return posting;
  };
}
