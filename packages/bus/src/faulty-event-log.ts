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

export type FaultOptions = Readonly<{
  /** How many calls reject; one unless told. */
  times?: number;
  /** Unless told, `append` rejects as refused, `appendAnswer` as unknown. */
  error?: Error;
  /** Calls that do not concern this topic go through; all concern it unless told. */
  topic?: string;
}>;

export interface FaultyEventLog extends EventLog {
  /**
   * Lets the next calls of the operation reject. What works in the background calls too: name the topic where it does.
   */
  failNext(operation: FaultyOperation, options?: FaultOptions): void;
}

type PlannedFault = Readonly<{ operation: FaultyOperation; topic: string | undefined; error: Error }>;

/** Wraps a log so that tests can make it fail on demand; what is not told to fail goes through. */
export function createFaultyEventLog(inner: EventLog): FaultyEventLog {
  const planned: PlannedFault[] = [];

  async function faulty<T>(operation: FaultyOperation, topics: readonly string[], work: () => Promise<T>): Promise<T> {
    const index = planned.findIndex(
      (fault) => fault.operation === operation && (fault.topic === undefined || topics.includes(fault.topic)),
    );
    const [fault] = index < 0 ? [] : planned.splice(index, 1);
    if (fault !== undefined) throw fault.error;
    return work();
  }

  const faultyBatch = (batch: Batch): Batch => ({
    ...batch,
    commit: (nextOffset) => faulty("commit", [batch.topic], () => batch.commit(nextOffset)),
    heartbeat: () => faulty("heartbeat", [batch.topic], () => batch.heartbeat()),
  });

  return {
    capabilities: inner.capabilities,
    failNext(operation, { times = 1, error = defaultError(operation), topic } = {}) {
      planned.push(...Array.from({ length: times }, () => ({ operation, topic, error })));
    },
    createTopics: (topics) =>
      faulty(
        "createTopics",
        topics.map(({ name }) => name),
        () => inner.createTopics(topics),
      ),
    append(records) {
      const topics = records.map(({ topic }) => topic);
      return faulty("append", topics, async () => {
        const positions = await inner.append(records);
        return faulty("appendAnswer", topics, async () => positions);
      });
    },
    consume: (options) =>
      faulty("consume", options.topics, () =>
        inner.consume({ ...options, onBatch: (batch) => options.onBatch(faultyBatch(batch)) }),
      ),
    tail: (options) =>
      faulty("tail", [options.topic], async () => {
        const tail = await inner.tail(options);
        return { ...tail, caughtUp: () => faulty("caughtUp", [options.topic], () => tail.caughtUp()) };
      }),
    ends: (topic) => faulty("ends", [topic], () => inner.ends(topic)),
    committed: (group, topic) => faulty("committed", [topic], () => inner.committed(group, topic)),
    epoch: (topic) => faulty("epoch", [topic], () => inner.epoch(topic)),
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
