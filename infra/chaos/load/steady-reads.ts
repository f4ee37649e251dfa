import { setTimeout as sleep } from "node:timers/promises";
import type { LoadViewer } from "./viewers.ts";

export type Read = Readonly<{ path: string; at: number; ms: number; status: number; retryAfter: string | null }>;

/** Reads what a home page needs, over and over, one viewer after the other. */
export function startSteadyReads(
  viewers: readonly LoadViewer[],
  everyMs: number,
): Readonly<{ reads: readonly Read[]; stop(): Promise<void> }> {
  const reads: Read[] = [];
  const stopping = new AbortController();
  const paths = ["/v1/me/recommendations", "/v1/me/history", "/v1/trending"] as const;
  const reading = (async () => {
    for (let n = 0; !stopping.signal.aborted; n++) {
      const path = paths[n % paths.length] ?? "/v1/trending";
      const { client } = viewers[n % viewers.length] as LoadViewer;
      const begin = performance.now();
      const reply = await client
        .GET(path, { params: { query: { limit: 5 } } } as never)
        .then(({ response }) => response)
        .catch(() => undefined);
      reads.push({
        path,
        at: Date.now(),
        ms: performance.now() - begin,
        status: reply?.status ?? 0,
        retryAfter: reply?.headers.get("retry-after") ?? null,
      });
      await sleep(everyMs);
    }
  })();
  return {
    reads,
    async stop() {
      stopping.abort();
      await reading;
    },
  };
}
