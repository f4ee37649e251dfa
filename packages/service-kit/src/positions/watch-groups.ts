import { setTimeout as sleep } from "node:timers/promises";
import type { EventLog } from "@projectionist/bus";
import {
  consumerGroups,
  type ConsumerGroup,
  type GroupPositions,
  type PartitionPosition,
  type ServiceName,
} from "@projectionist/contracts";

const INTERVAL_MS = 5_000;

/** How far a store has come with a partition, where the store says so and not the group's commit. */
export type Reached = Pick<PartitionPosition, "next" | "fences">;

export type WatchedGroup = Readonly<{
  group: ConsumerGroup;
  /** By partition; the group's commits count where there is none. */
  reached?: () => Promise<readonly Reached[]>;
}>;

/** Knows for how long groups have not moved on. */
export interface GroupWatch {
  /** Where the groups stand now. Rejects while the log or a store cannot be asked. */
  look(): Promise<GroupPositions[]>;
  stop(): Promise<void>;
}

export type GroupWatchOptions = Readonly<{
  log: EventLog;
  service: ServiceName;
  groups: readonly WatchedGroup[];
  /** How often to look when nobody asks; 5,000 unless told. */
  intervalMs?: number;
  /** Milliseconds from some moment on. */
  now?: () => number;
}>;

/** Looks at the groups now and then, so that whoever asks once is told what has not moved for a while. */
export function watchGroups(options: GroupWatchOptions): GroupWatch {
  const { log, service, groups, intervalMs = INTERVAL_MS, now = () => performance.now() } = options;
  /** By group and partition, where those that are behind stand, and since which look. */
  const behind = new Map<string, Readonly<{ next: number; since: number }>>();

  async function look(): Promise<GroupPositions[]> {
    return Promise.all(groups.map(positionsOf));
  }

  async function positionsOf({ group, reached }: WatchedGroup): Promise<GroupPositions> {
    const topic = consumerGroups[group];
    // The ends last: what was reached before may not seem to be ahead of them.
    const [committed, stored] = await Promise.all([log.committed(group, topic), reached?.()]);
    const ends = await log.ends(topic);
    const partitions = ends.map((end, partition) => {
      const { next, fences } = stored?.[partition] ?? { next: committed[partition] ?? 0, fences: null };
      const lag = Math.max(0, end - next);
      const stillMs = Math.round(stillFor(`${group} ${partition}`, next, lag));
      return { partition, end, committed: committed[partition] ?? null, next, lag, stillMs, fences };
    });
    return { group, service, topic, partitions };
  }

  function stillFor(place: string, next: number, lag: number): number {
    const known = behind.get(place);
    if (lag === 0) behind.delete(place);
    else if (known?.next === next) return now() - known.since;
    else behind.set(place, { next, since: now() });
    return 0;
  }

  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      // Whoever asks is told what cannot be asked.
      await look().catch(() => {});
      await sleep(intervalMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();

  return {
    look,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
