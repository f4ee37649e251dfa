import { ApiError } from "@projectionist/client";
import { setTimeout as sleep } from "node:timers/promises";
import type { Gateway } from "./gateway/gateway.ts";

const SAMPLE = 8;
const EVERY_MS = 100;
const DEADLINE_MS = 30_000;

/**
 * Waits until signals may name the films that were created: the part that takes signals learns of them from the log.
 * The last few are asked for; after half a minute it goes on all the same, and rejected signals will say what is missing.
 */
export async function waitUntilKnown(gateway: Gateway, created: readonly string[], signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (const movieId of created.slice(-SAMPLE))
    while (!(await isKnown(gateway, movieId)) && Date.now() < deadline && !signal.aborted) await sleep(EVERY_MS);
}

async function isKnown(gateway: Gateway, movieId: string): Promise<boolean> {
  try {
    await gateway.call((client, signal) =>
      client.GET("/v1/movies/{movieId}/reviews", { params: { path: { movieId }, query: { limit: 1 } }, signal }),
    );
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}
