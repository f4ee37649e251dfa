import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 20;

/**
 * Resolves once every service says that it is ready. There is no deadline: counting a long log anew takes its time, and
 * who waits sees what is waited for.
 */
export async function untilReady(urls: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void> {
  for (const url of Object.values(urls)) {
    while (!(await fetch(`${url}/readyz`, { signal })).ok) await sleep(POLL_MS, undefined, { signal });
  }
}
