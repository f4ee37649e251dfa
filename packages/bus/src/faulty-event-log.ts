import { AppendError } from "./event-log.ts";
import type { Batch, EventLog } from "./event-log.ts";

/** What can be made to fail; `appendAnswer` fails after the records were written, as a broken connection does. */
export type FaultyOperation =
  | "append"
  | "appendAnswer"
  | "caughtUp"
  | "commit"
  | "committed"
  | "consume"
  | "createTopics"
  | "ends"
  | "epoch"
  | "heartbeat"
  | "tail";

export interface FaultyEventLog extends EventLog {
  /**
   * Lets the next `times` calls of the operation reject. Without an error of its own, `append` rejects as refused,
   * `appendAnswer` as unknown.
   */
  failNext(operation: FaultyOperation, times?: number, error?: Error): void;
}

/** Wraps a log so that tests can make it fail on demand; what is not told to fail goes through. */
export function createFaultyEventLog(inner: EventLog): FaultyEventLog {
  const faults = new Map<FaultyOperation, Error[]>();

  async function faulty<T>(operation: FaultyOperation, work: () => Promise<T>): Promise<T> {
    const error = faults.get(operation)?.shift();
    if (error !== undefined) throw error;
    return work();
  }

  const faultyBatch = (batch: Batch): Batch => ({
    ...batch,
    commit: (nextOffset) => faulty("commit", () => batch.commit(nextOffset)),
    heartbeat: () => faulty("heartbeat", () => batch.heartbeat()),
  });

  return {
    capabilities: inner.capabilities,
    failNext(operation, times = 1, error = defaultError(operation)) {
      const queued = faults.get(operation) ?? [];
      faults.set(operation, queued.concat(Array.from({ length: times }, () => error)));
    },
    createTopics: (topics) => faulty("createTopics", () => inner.createTopics(topics)),
    append: (records) =>
      faulty("append", async () => {
        const positions = await inner.append(records);
        return faulty("appendAnswer", async () => positions);
      }),
    consume: (options) =>
      faulty("consume", () => inner.consume({ ...options, onBatch: (batch) => options.onBatch(faultyBatch(batch)) })),
    tail: (options) =>
      faulty("tail", async () => {
        const tail = await inner.tail(options);
        return { ...tail, caughtUp: () => faulty("caughtUp", () => tail.caughtUp()) };
      }),
    ends: (topic) => faulty("ends", () => inner.ends(topic)),
    committed: (group, topic) => faulty("committed", () => inner.committed(group, topic)),
    epoch: (topic) => faulty("epoch", () => inner.epoch(topic)),
    ...(inner.formerEpoch && { formerEpoch: (topic) => inner.formerEpoch!(topic) }),
    close: () => inner.close(),
  };
}

function defaultError(operation: FaultyOperation): Error {
  const message = `${operation} was made to fail`;
  if (operation === "append") return new AppendError(message, "refused");
  if (operation === "appendAnswer") return new AppendError(message, "unknown");
  return new Error(message);
}
