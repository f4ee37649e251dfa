import { randomUUID } from "node:crypto";
import { withDeadline } from "@projectionist/contracts";
import kafkajs from "kafkajs";
import type { Consumer, EachBatchPayload, Kafka } from "kafkajs";
import { StaleMemberError } from "../event-log.ts";
import type { Batch, ConsumeOptions, GroupConsumer, LogRecord, TopicPartition } from "../event-log.ts";
import { isLasting } from "./is-lasting.ts";
import { startPartitionLane } from "./partition-lane.ts";
import type { PartitionLane } from "./partition-lane.ts";
import { recordOf } from "./records.ts";

export const fetchWaitMs = 200;
const leaveTimeoutMs = 8000;
const beginAgainMs = 1000;

export type ConsumerSource = Readonly<{
  kafka: Kafka;
  /** Where a partition can be read from (`low`), and the offset that its next record gets (`high`). */
  bounds: (place: TopicPartition) => Promise<{ low: number; high: number }>;
  committed: (group: string, place: TopicPartition) => Promise<number | undefined>;
  onFatal: (error: Error) => void;
}>;

type Claim = { lost: boolean };
type Holding = Readonly<{ place: TopicPartition; claim: Claim; lane: PartitionLane }>;

/** Joins the group as a new member; `partitions` is their number over all of its topics. */
export async function startGroupConsumer(
  source: ConsumerSource,
  options: ConsumeOptions,
  partitions: number,
): Promise<GroupConsumer> {
  const { group, maxRecords = 500, sessionTimeoutMs = 30_000, onError = warn } = options;
  const holdings = new Map<string, Holding>();
  /** Ends of lanes that were lost, so that a new claim of their partition does not overtake a batch in hand. */
  const endings = new Map<string, Promise<void>>();
  let lastSign = 0;
  let announced = false;
  let joined = Promise.resolve();
  let beginning: NodeJS.Timeout | undefined;
  let stopping: Promise<void> | undefined;

  const consumer = source.kafka.consumer({
    groupId: group,
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: Math.max(60_000, sessionTimeoutMs),
    heartbeatInterval: Math.min(3000, Math.floor(sessionTimeoutMs / 10)),
    maxWaitTimeInMs: fetchWaitMs,
    allowAutoTopicCreation: false,
    retry: { retries: 5, maxRetryTime: 2000, restartOnFailure: async () => stopping === undefined },
    beforeJoin: letGo,
  });

  /** Ends what is in hand, unless no handler gives a sign of life for a session. */
  async function drain(): Promise<void> {
    const ends = [...holdings.values()].map(({ lane }) => lane.stop());
    const drained = Promise.all([...ends, ...endings.values()]).then(() => true);
    lastSign = Date.now();
    for (let done = false; !done;) {
      const left = lastSign + sessionTimeoutMs - Date.now();
      if (left <= 0) break;
      done = await withDeadline(drained, left, () => new Error("silent")).catch(() => false);
    }
  }

  async function letGo(): Promise<void> {
    announced = true;
    await drain();
    loseAll();
  }

  function loseAll(): void {
    for (const [key, holding] of holdings) {
      holding.claim.lost = true;
      const ending = Promise.all([endings.get(key), holding.lane.stop()]).then(() => {
        if (endings.get(key) === ending) endings.delete(key);
      });
      endings.set(key, ending);
    }
    holdings.clear();
  }

  const assignment = () => [...holdings.values()].map(({ place }) => place);

  function hold(place: TopicPartition): void {
    const { topic, partition } = place;
    const key = keyOf(place);
    const before = endings.get(key);
    const claim = { lost: false };
    const steer = (order: () => void) => {
      if (!claim.lost) ignoreStopped(order);
    };
    const lane = startPartitionLane({
      maxRecords,
      fetcher: {
        seek: (offset) => steer(() => consumer.seek({ topic, partition, offset: String(offset) })),
        pause: () => steer(() => consumer.pause([{ topic, partitions: [partition] }])),
        resume: () => steer(() => consumer.resume([{ topic, partitions: [partition] }])),
      },
      start: async (wanted) => {
        await before;
        return startOf(place, wanted);
      },
      onError: (error) => onError(error, place),
    });
    holdings.set(key, { place, claim, lane });
  }

  async function startOf(place: TopicPartition, wanted: number | undefined): Promise<number> {
    const named = wanted ?? (await options.startFrom?.(place)) ?? (await source.committed(group, place));
    const { low, high } = await source.bounds(place);
    const offset = named ?? low;
    if (offset > high) throw new Error(`${keyOf(place)} ends at ${high}, before the offset ${offset} to go on from`);
    if (offset < low) onError(new Error(`${keyOf(place)} no longer has the offsets ${offset} to ${low - 1}`), place);
    return Math.max(offset, low);
  }

  async function onFetched(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, fetchedOffset, highWatermark, messages } = payload.batch;
    const holding = holdings.get(keyOf({ topic, partition }));
    if (holding === undefined) return;
    const records = messages.map((message) => recordOf(topic, partition, message));
    const end = Number(highWatermark);
    await holding.lane.take({ from: Number(fetchedOffset), end, records }, (slice, isStale) =>
      options.onBatch(batchOf(holding, payload, slice, end, isStale)),
    );
  }

  function batchOf(
    { place: { topic, partition }, claim }: Holding,
    payload: EachBatchPayload,
    records: readonly LogRecord[],
    end: number,
    isStale: () => boolean,
  ): Batch {
    async function asMember(work: () => Promise<void>): Promise<void> {
      if (claim.lost) throw new StaleMemberError();
      try {
        await work();
      } catch (error) {
        throw isStaleAnswer(error) ? new StaleMemberError() : error;
      }
      lastSign = Date.now();
    }

    return {
      topic,
      partition,
      records,
      end,
      isStale: () => claim.lost || isStale(),
      commit: async (nextOffset) => {
        checkOffset(nextOffset);
        const offsets = [{ topic, partitions: [{ partition, offset: String(nextOffset) }] }];
        await asMember(() => payload.commitOffsetsIfNecessary({ topics: offsets }));
      },
      heartbeat: () => asMember(() => payload.heartbeat().catch(unlessRebalancing)),
    };
  }

  function begin(): void {
    joined = consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitions,
      eachBatch: onFetched,
    });
    joined.catch(onError);
  }

  async function leave(): Promise<void> {
    clearTimeout(beginning);
    await drain();
    const late = () => new Error(`could not leave the group "${group}" in time`);
    // kafkajs can only be stopped once it has joined.
    await withDeadline(joined, leaveTimeoutMs, late).catch(() => {});
    await withDeadline(consumer.disconnect(), leaveTimeoutMs, late).catch(onError);
    loseAll();
  }

  consumer.on("consumer.group_join", ({ payload }) => {
    if (!announced) source.onFatal(new Error("kafkajs lacks infra/patches: install the workspace with pnpm"));
    if (stopping !== undefined) return;
    for (const [topic, assigned] of Object.entries(payload.memberAssignment)) {
      for (const partition of assigned) hold({ topic, partition });
    }
    options.onAssigned?.(assignment());
  });
  consumer.on("consumer.crash", ({ payload: { error, restart } }) => {
    loseAll();
    if (stopping !== undefined) return;
    onError(error);
    if (restart) return;
    if (isLasting(error)) return source.onFatal(error);
    beginning = setTimeout(begin, beginAgainMs);
  });

  await connect(consumer, options.topics);
  begin();

  return {
    assignment,
    seek(place, offset) {
      checkOffset(offset);
      holdings.get(keyOf(place))?.lane.seek(offset);
    },
    pause: (places) => places.forEach((place) => holdings.get(keyOf(place))?.lane.pause()),
    resume: (places) => places.forEach((place) => holdings.get(keyOf(place))?.lane.resume()),
    stop: () => (stopping ??= leave()),
  };
}

async function connect(consumer: Consumer, topics: readonly string[]): Promise<void> {
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  } catch (error) {
    consumer.disconnect().catch(() => {});
    throw error;
  }
}

/** A name for a group of one member. */
export function ephemeralGroup(clientId: string): string {
  return `${clientId}-tail-${randomUUID()}`;
}

/** While others are joining, a member keeps what it holds until it joins too. */
function unlessRebalancing(error: unknown): void {
  if (typeOf(error) !== "REBALANCE_IN_PROGRESS") throw error;
}

function isStaleAnswer(error: unknown): boolean {
  return ["ILLEGAL_GENERATION", "UNKNOWN_MEMBER_ID", "REBALANCE_IN_PROGRESS"].includes(typeOf(error));
}

function typeOf(error: unknown): string {
  return error instanceof kafkajs.KafkaJSProtocolError ? error.type : "";
}

/** kafkajs refuses to be steered while it restarts; what it then joins is steered anew. */
function ignoreStopped(steer: () => void): void {
  try {
    steer();
  } catch (error) {
    if (!(error instanceof kafkajs.KafkaJSNonRetriableError)) throw error;
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}

function checkOffset(offset: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new RangeError(`offset must be a whole number from 0, not ${offset}`);
}

function warn(error: Error): void {
  process.emitWarning(error);
}
