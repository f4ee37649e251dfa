import { openSignalState } from "../../open.ts";
import { shardIds, shardOf } from "../../shard-of.ts";

/** Applies one batch after the other to the state in the file named, telling how far it has come, until it is killed. */
const state = await openSignalState(`sqlite:${process.argv[2]}`, { snapshotIntervalMs: 2 });
const source = { epoch: "e1", partition: 0 };
const shards = shardIds(state.shardCounts);
const filmShard = `f${shardOf("alien", state.shardCounts.films)}`;
const viewerShard = `v${shardOf("u1", state.shardCounts.viewers)}`;

for (let offset = 0; ; offset++) {
  const film = { kind: "total", offset, movieId: "alien", total: "history", amount: 1 } as const;
  const entry = {
    eventId: `e${offset}`,
    offset,
    movieId: "alien",
    type: "clicked",
    value: null,
    occurredAt: 0,
    late: false,
    retractedAt: null,
  } as const;
  const viewer = { kind: "append", offset, userId: "u1", entry } as const;
  for (const shard of shards) {
    const deltas = shard === filmShard ? [film] : shard === viewerShard ? [viewer] : [];
    await state.apply({ keyspace: "live", source, shard, expectedPrevious: offset - 1, batchEnd: offset, deltas });
  }
  if (offset % 100 === 0) {
    console.log(offset);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
