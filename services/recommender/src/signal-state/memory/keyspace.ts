import { shardIds, shardOf } from "../shard-of.ts";
import type { KeyspaceSettings, ShardId, SignalState } from "../signal-state.ts";
import type { FilmNumbers } from "./film-numbers.ts";
import { FilmShard } from "./film-shard.ts";
import { ViewerShard } from "./viewer-shard.ts";

/** One complete copy of the state, in memory. */
export class Keyspace {
  settings: KeyspaceSettings | undefined;
  readonly films: readonly FilmShard[];
  readonly viewers: readonly ViewerShard[];
  readonly shards: ReadonlyMap<ShardId, FilmShard | ViewerShard>;
  /** What of each shard's fences is on the disk. */
  readonly stored = new Map<ShardId, ReadonlyMap<string, number>>();

  constructor(films: FilmNumbers, counts: SignalState["shardCounts"]) {
    this.films = Array.from({ length: counts.films }, () => new FilmShard(films));
    this.viewers = Array.from({ length: counts.viewers }, () => new ViewerShard(films));
    const all = [...this.films, ...this.viewers];
    this.shards = new Map(shardIds(counts).map((id, index) => [id, all[index]!]));
  }

  shard(id: ShardId): FilmShard | ViewerShard {
    const shard = this.shards.get(id);
    if (shard === undefined)
      throw new RangeError(`there is no shard "${id}": shards are ${[...this.shards.keys()].join(", ")}`);
    return shard;
  }

  filmShard(movieId: string): FilmShard {
    return this.films[shardOf(movieId, this.films.length)]!;
  }

  /** Drops erased ledgers whose erasure every shard has durably passed; whether there were any. */
  forgetErased(): boolean {
    const fences = [...this.shards.keys()].map((id) => this.stored.get(id));
    const passed = (source: string) => Math.min(...fences.map((ofShard) => ofShard?.get(source) ?? -1));
    return this.viewers.map((shard) => shard.forget(passed)).includes(true);
  }
}
