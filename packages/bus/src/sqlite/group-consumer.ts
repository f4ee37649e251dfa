import { randomUUID } from "node:crypto";
import { StaleMemberError } from "../event-log.ts";
import type { Batch, ConsumeOptions, GroupConsumer, TopicPartition } from "../event-log.ts";
import { startPartitionLoop } from "./partition-loop.ts";
import type { LoopSource, PartitionLoop } from "./partition-loop.ts";
import type { Partition, Slice } from "./reader.ts";
import type { Claim, HeldPartition, SyncOutput } from "./write-operations.ts";
import type { Writer } from "./writer.ts";

type Holding = { partition: Partition; generation: number; loop: PartitionLoop; releasing: boolean };

/** Joins the group as a new member; `partitions` are those of the topics that it reads. */
export async function startGroupConsumer(
  source: LoopSource & Readonly<{ writer: Writer; clientId: string }>,
  options: ConsumeOptions,
  partitions: readonly Partition[],
): Promise<GroupConsumer> {
  const { reader, watcher, writer } = source;
  const { group, maxRecords = 500, sessionTimeoutMs = 30_000, onError = warn } = options;
  const member = `${source.clientId}-${randomUUID()}`;
  const byId = new Map(partitions.map((partition) => [partition.id, partition]));
  const holdings = new Map<number, Holding>();
  /** Ends of loops whose partition was lost, so that a new claim of it does not overtake its batch in hand. */
  const endings = new Map<number, Promise<void>>();
  const released: HeldPartition[] = [];
  let generation = 0;
  let told: string | undefined;
  let stopping: Promise<void> | undefined;

  async function sync(): Promise<void> {
    const releasing = [...released];
    const partitionIds = [...byId.keys()];
    const input = { group, member, partitionIds, sessionMs: sessionTimeoutMs, released: releasing };
    const answer = await writer.submit("sync", input);
    released.splice(0, releasing.length);
    generation = answer.generation;
    follow(answer);
  }

  function follow({ held, due }: SyncOutput): void {
    const claims = new Map(held.map((claim) => [claim.partitionId, claim.generation]));
    for (const [id, holding] of holdings) if (claims.get(id) !== holding.generation) void lose(holding);
    for (const id of due) void giveUp(holdings.get(id));
    for (const claim of held) {
      if (stopping === undefined && !holdings.has(claim.partitionId)) hold(claim);
    }
    tellAssigned();
  }

  const assignment = (): TopicPartition[] =>
    [...holdings.values()]
      .filter(({ releasing }) => !releasing)
      .map(({ partition: { topic, partition } }) => ({ topic, partition }));

  function tellAssigned(): void {
    const held = assignment();
    const share = held.map(({ topic, partition }) => `${topic}/${partition}`).join();
    if (share === told || stopping !== undefined) return;
    told = share;
    options.onAssigned?.(held);
  }

  function hold({ partitionId, generation }: HeldPartition): void {
    const partition = byId.get(partitionId)!;
    const claim = { group, member, partitionId, generation };
    const loop = startPartitionLoop(source, {
      partition,
      maxRecords,
      from: async () => {
        await endings.get(partitionId);
        const { topic, partition: number } = partition;
        const wanted = await options.startFrom?.({ topic, partition: number });
        return wanted ?? reader.committed(group, partition) ?? 0;
      },
      handle: (slice, isStale) => options.onBatch(batchOf(partition, claim, slice, isStale)),
      onError: (error) => onError(error, { topic: partition.topic, partition: partition.partition }),
    });
    holdings.set(partitionId, { partition, generation, loop, releasing: false });
  }

  /** A refusal as stale means that the shares have changed. */
  async function claimed(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (error instanceof StaleMemberError) syncs.request();
      throw error;
    }
  }

  function batchOf(partition: Partition, claim: Claim, slice: Slice, isStale: () => boolean): Batch {
    return {
      topic: partition.topic,
      partition: partition.partition,
      records: slice.records,
      end: slice.end,
      commit: async (nextOffset) => {
        checkOffset(nextOffset);
        await claimed(writer.submit("commit", { ...claim, nextOffset }));
      },
      heartbeat: () => claimed(writer.submit("heartbeat", claim)),
      isStale,
    };
  }

  async function lose({ partition, loop }: Holding): Promise<void> {
    holdings.delete(partition.id);
    const ending = loop.stop();
    endings.set(partition.id, ending);
    await ending;
    if (endings.get(partition.id) === ending) endings.delete(partition.id);
  }

  async function giveUp(holding: Holding | undefined): Promise<void> {
    if (holding === undefined || holding.releasing) return;
    holding.releasing = true;
    await holding.loop.stop();
    released.push({ partitionId: holding.partition.id, generation: holding.generation });
    syncs.request();
  }

  async function leave(): Promise<void> {
    await Promise.all([...holdings.values()].map(({ loop }) => loop.stop()));
    await Promise.all(endings.values());
    unwatch();
    clearInterval(heartbeats);
    await syncs.settled();
    await writer.submit("leave", { group, member }).catch(onError);
    holdings.clear();
  }

  function holding({ topic, partition }: TopicPartition): Holding | undefined {
    return [...holdings.values()].find((h) => h.partition.topic === topic && h.partition.partition === partition);
  }

  const syncs = createCoalescing(sync, onError);
  await sync();
  const heartbeats = setInterval(() => syncs.request(), Math.min(3000, sessionTimeoutMs / 10));
  const unwatch = watcher.watchFile(() => {
    if (reader.generation(group) !== generation) syncs.request();
  });

  return {
    assignment,
    seek(partition, offset) {
      checkOffset(offset);
      holding(partition)?.loop.seek(offset);
    },
    pause: (paused) => paused.forEach((partition) => holding(partition)?.loop.pause()),
    resume: (resumed) => resumed.forEach((partition) => holding(partition)?.loop.resume()),
    stop: () => (stopping ??= leave()),
  };
}

/** Runs the work whenever it was requested, one at a time; requests during a run make one more. */
function createCoalescing(work: () => Promise<void>, onError: (error: Error) => void) {
  let requested = false;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (requested) {
      requested = false;
      await work().catch(onError);
    }
    running = undefined;
  }
  return {
    request() {
      requested = true;
      running ??= run();
    },
    settled: async () => running,
  };
}

function checkOffset(offset: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new RangeError(`offset must be a whole number from 0, not ${offset}`);
}

function warn(error: Error): void {
  process.emitWarning(error);
}
