import { afterAll, beforeAll, beforeEach } from "vitest";
import { shardOf } from "../shard-of.ts";
import type { ShardId, SignalState, SignalStateCapabilities, StateDelta } from "../signal-state.ts";
import type { Event } from "./events.ts";

export type SignalStateContract = Readonly<{
  name: string;
  /** Opens the same, at first empty, store each time. */
  open: () => Promise<SignalState>;
  capabilities: SignalStateCapabilities;
}>;

export const source = { epoch: "e1", partition: 0 };

/** One store for all tests, a keyspace of its own for each, and what the tests do with them. */
export type Fixture = ReturnType<typeof useFixture>;

export function useFixture({ open, capabilities }: SignalStateContract) {
  let state: SignalState;
  let space: string;
  let spaces = 0;
  beforeAll(async () => {
    state = await open();
  });
  beforeEach(() => {
    space = `space-${++spaces}`;
  });
  afterAll(() => state.close());

  const filmShard = (movieId: string): ShardId => `f${shardOf(movieId, state.shardCounts.films)}`;
  const viewerShard = (userId: string): ShardId => `v${shardOf(userId, state.shardCounts.viewers)}`;
  const allShards = (): ShardId[] => [
    ...Array.from({ length: state.shardCounts.films }, (_, index) => `f${index}` as const),
    ...Array.from({ length: state.shardCounts.viewers }, (_, index) => `v${index}` as const),
  ];

  /** Applies events to the shards (all unless told) as one batch from `previous` (exclusive) to the last offset. */
  async function applyAll(
    events: readonly Event[],
    more: { previous?: number; end?: number; shards?: ShardId[]; in?: string } = {},
  ) {
    const deltas = new Map<ShardId, StateDelta[]>(allShards().map((shard) => [shard, []]));
    for (const { films = [], viewers = [] } of events) {
      for (const delta of films) deltas.get(filmShard(delta.movieId))!.push(delta);
      for (const delta of viewers) deltas.get(viewerShard(delta.userId))!.push(delta);
    }
    const batchEnd = more.end ?? events.at(-1)!.offset;
    const outcomes = (more.shards ?? allShards()).map((shard) =>
      state.apply({
        keyspace: more.in ?? space,
        source,
        shard,
        expectedPrevious: more.previous ?? -1,
        batchEnd,
        deltas: deltas.get(shard)!,
      }),
    );
    return [...new Set(await Promise.all(outcomes))];
  }

  async function scanned(keyspace = space): Promise<unknown[]> {
    const entries: unknown[] = [];
    for await (const entry of state.scan(keyspace)) entries.push(entry);
    return entries;
  }

  return {
    get state() {
      return state;
    },
    get space() {
      return space;
    },
    capabilities,
    filmShard,
    viewerShard,
    allShards,
    applyAll,
    scanned,
    /** Closes the store and opens it again. */
    reopen: async (): Promise<void> => {
      await state.close();
      state = await open();
    },
  };
}
