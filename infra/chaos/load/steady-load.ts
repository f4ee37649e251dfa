import { setTimeout as sleep } from "node:timers/promises";
import { postSignals, type PostedSignal } from "./post-signals.ts";
import type { SendLog } from "./send-log.ts";
import type { LoadViewer } from "./viewers.ts";

const TICK_MS = 100;
/** How many of a tick's signals go as one batch; the others go alone. */
const BATCH_SHARE = 0.75;
const TYPES = ["liked", "viewed", "clicked", "watchlisted", "rated"] as const;

export type SteadyLoadOptions = Readonly<{
  viewers: readonly LoadViewer[];
  movieIds: readonly string[];
  perSecond: number;
  sendLog: SendLog;
}>;

export interface SteadyLoad {
  /** Ends the sending; resolves when every call has its answer. */
  stop(): Promise<void>;
}

/** Sends signals at a fixed rate, whether or not earlier ones are answered, most of them in batches. */
export function startSteadyLoad({ viewers, movieIds, perSecond, sendLog }: SteadyLoadOptions): SteadyLoad {
  const perTick = Math.round((perSecond * TICK_MS) / 1000);
  const batched = Math.round(perTick * BATCH_SHARE);
  const under = new Set<Promise<void>>();
  const stopping = new AbortController();
  let sequence = 0;

  function signal(viewer: LoadViewer, of: number): PostedSignal {
    const n = sequence++;
    const type = TYPES[n % TYPES.length] ?? "liked";
    const movieId = movieIds[(n * 13 + of * 7) % movieIds.length] ?? "";
    const value = type === "rated" ? { value: 0.5 + ((n >> 3) % 10) / 2 } : {};
    const eventId = `load-${n}`;
    return { eventId, userId: viewer.userId, body: { eventId, type, movieId, ...value } };
  }

  function post(viewer: LoadViewer, count: number): void {
    const signals = Array.from({ length: count }, (_, index) => signal(viewer, index));
    const call = postSignals(viewer.client, signals, sendLog).then(() => void under.delete(call));
    under.add(call);
  }

  const sending = (async () => {
    const begin = performance.now();
    for (let tick = 0; !stopping.signal.aborted; tick++) {
      const viewerAt = (n: number) => viewers[(tick + n) % viewers.length] as LoadViewer;
      if (batched > 0) post(viewerAt(0), batched);
      for (let n = batched; n < perTick; n++) post(viewerAt(n), 1);
      await sleep(Math.max(0, begin + (tick + 1) * TICK_MS - performance.now()));
    }
  })();

  return {
    async stop() {
      stopping.abort();
      await sending;
      await Promise.all(under);
    },
  };
}
