import type { Documents, OutboxEvent } from "./documents.ts";

const BATCH = 500;
const POLL_MS = 1_000;
const FIRST_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 5_000;
const STOPPED = "the outbox relay was stopped before all was published";

export type OutboxRelayOptions = Readonly<{
  documents: Documents;
  /** Must resolve only when the events are durable in the log. Gets them again when it rejects. */
  publish: (events: readonly OutboxEvent[]) => Promise<void>;
  /** Told of every failure; the relay tries again by itself. */
  onError?: (error: unknown) => void;
}>;

export interface OutboxRelay {
  /** Tries at once and resolves when all that was pending at the call is published. Rejects when stopped before that. */
  flush(): Promise<void>;
  /** Ends after the publishing under way. What is left stays in the outboxes for the next start. */
  stop(): Promise<void>;
}

/**
 * Publishes the events in the outboxes, oldest first, each at least once: after a crash between publishing and
 * acknowledging, an event is published again with the same `event-id` header. Events of one document keep their order,
 * whatever fails. It wakes on writes of this process, and looks each second for what others left. Failures back off
 * from 50 ms, doubling to 5 s.
 */
export function startOutboxRelay({ documents, publish, onError }: OutboxRelayOptions): OutboxRelay {
  const stopping = new AbortController();
  let written = false;
  let asked: PromiseWithResolvers<void>[] = [];
  const served: PromiseWithResolvers<void>[] = [];
  let poke: (() => void) | undefined;

  const unsubscribe = documents.onPendingEvents(() => {
    written = true;
    poke?.();
  });

  async function publishBatch(): Promise<"drained" | "more"> {
    const pending = await documents.pendingEvents(BATCH);
    if (pending.length > 0) {
      await publish(pending.map(({ event }) => event));
      await documents.acknowledgeEvents(pending);
    }
    return pending.length < BATCH ? "drained" : "more";
  }

  /** Waits, at most until `over` holds at a poke. */
  async function pause(ms: number, over: () => boolean): Promise<void> {
    if (over()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    poke = () => {
      if (over()) resolve();
    };
    await promise;
    clearTimeout(timer);
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      served.push(...asked);
      asked = [];
      written = false;
      try {
        const outcome = await publishBatch();
        failures = 0;
        if (outcome === "more") continue;
        for (const { resolve } of served.splice(0)) resolve();
        await pause(POLL_MS, () => stopping.signal.aborted || written || asked.length > 0);
      } catch (error) {
        onError?.(error);
        await pause(
          Math.min(FIRST_BACKOFF_MS * 2 ** failures++, MAX_BACKOFF_MS),
          () => stopping.signal.aborted || asked.length > 0,
        );
      }
    }
    for (const { reject } of [...served, ...asked]) reject(new Error(STOPPED));
  }

  const running = run();
  return {
    async flush() {
      if (stopping.signal.aborted) throw new Error(STOPPED);
      const flush = Promise.withResolvers<void>();
      asked.push(flush);
      poke?.();
      return flush.promise;
    },
    async stop() {
      stopping.abort();
      poke?.();
      unsubscribe();
      await running;
    },
  };
}
