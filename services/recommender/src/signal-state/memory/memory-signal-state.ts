import { setImmediate as nextTurn } from "node:timers/promises";
import { shardIds, shardOf } from "../shard-of.ts";
import { StateBehindError } from "../signal-state.ts";
import type {
  Control,
  ControlFields,
  FilmDelta,
  FilmTotals,
  KeyspaceSettings,
  LedgerCut,
  LedgerEntry,
  LogSource,
  ShardBatch,
  ShardId,
  SignalState,
  StateEntry,
  TopBy,
  ViewerDelta,
  Weighted,
} from "../signal-state.ts";
import { sourceKey } from "./fences.ts";
import { FilmNumbers } from "./film-numbers.ts";
import { Keyspace } from "./keyspace.ts";
import { RememberedTops } from "./remembered-tops.ts";
import { selectTop, sortByAmount } from "./select-top.ts";
import { snapshotRegularly } from "./snapshot-timer.ts";
import type { SnapshotTimes } from "./snapshot-timer.ts";
import { Snapshotter } from "./snapshotter.ts";
import type { SnapshotStore } from "./snapshot-store.ts";

const ENTRIES_PER_TURN = 2000;

/** The state in the memory of this process, its snapshots in a store. */
export class MemorySignalState implements SignalState {
  readonly capabilities = { persistent: true };
  readonly shardCounts: SignalState["shardCounts"];
  readonly #store: SnapshotStore;
  readonly #films = new FilmNumbers();
  readonly #tops = new RememberedTops();
  readonly #keyspaces = new Map<string, Keyspace>();
  readonly #controls: Map<string, Control>;
  readonly #snapshotter: Snapshotter;
  #stopTimer: () => Promise<void> = async () => {};
  #closed = false;

  private constructor(store: SnapshotStore) {
    this.#store = store;
    this.shardCounts = store.head.shardCounts;
    this.#controls = new Map(store.head.controls);
    this.#snapshotter = new Snapshotter(this.#keyspaces, this.#films, store);
  }

  /** Loads what is stored: each shard as its last snapshot has it. Without `times` snapshots are made only when asked for. */
  static async load(store: SnapshotStore, times?: SnapshotTimes): Promise<MemorySignalState> {
    const state = new MemorySignalState(store);
    for (const [name, settings] of store.head.settings) state.#keyspace(name).settings = settings;
    for (let part = await store.load(); part !== undefined; part = await store.load()) {
      for (const movieId of part.films) state.#films.of(movieId);
      for (const { keyspace, shard, kind, key, bytes } of part.rows) {
        state.#keyspace(keyspace).shard(shard).restore(kind, key, bytes);
      }
    }
    for (const keyspace of state.#keyspaces.values()) {
      for (const [id, shard] of keyspace.shards) keyspace.stored.set(id, shard.fences.all());
    }
    state.#snapshotter.filmsStored = state.#films.count;
    state.#snapshotter.forgetErased();
    if (times) state.#stopTimer = snapshotRegularly(state, times);
    return state;
  }

  async settings(keyspace: string, initial: KeyspaceSettings): Promise<KeyspaceSettings> {
    const space = this.#keyspace(keyspace);
    await this.#snapshotter.exclusively(async () => {
      if (space.settings === undefined) await this.#store.saveSettings(keyspace, initial);
      space.settings ??= initial;
    });
    return space.settings!;
  }

  async apply(batch: ShardBatch): Promise<"applied" | "gap"> {
    if (this.#closed) throw new Error("the signal state is closed");
    const shard = this.#keyspace(batch.keyspace).shard(batch.shard);
    const source = sourceKey(batch.source);
    const fence = shard.fences.get(source);
    if (fence < batch.expectedPrevious) return "gap";
    shard.apply(batch.deltas as readonly (FilmDelta & ViewerDelta)[], fence, source);
    if (batch.batchEnd > fence) shard.fences.raise(source, batch.batchEnd);
    return "applied";
  }

  async fences(keyspace: string, source: LogSource): Promise<Map<ShardId, number>> {
    const key = sourceKey(source);
    const shards = this.#keyspaces.get(keyspace)?.shards;
    return new Map(shardIds(this.shardCounts).map((id) => [id, shards?.get(id)?.fences.get(key) ?? -1]));
  }

  async shardFences(keyspace: string, epoch: string, shard: ShardId): Promise<Map<number, number>> {
    return this.#keyspaces.get(keyspace)?.shard(shard).fences.ofEpoch(epoch) ?? new Map();
  }

  async ledgers(
    keyspace: string,
    userIds: readonly string[],
    asOf?: LedgerCut,
  ): Promise<Map<string, readonly LedgerEntry[]>> {
    const ledgers = new Map<string, readonly LedgerEntry[]>();
    const source = asOf && sourceKey(asOf);
    for (const userId of userIds) {
      const number = shardOf(userId, this.shardCounts.viewers);
      const shard = this.#keyspaces.get(keyspace)?.viewers[number];
      if (asOf && source !== undefined) {
        const fence = shard?.fences.get(source) ?? -1;
        if (fence < asOf.offset - 1) throw new StateBehindError(`v${number}`, fence, asOf.offset - 1);
      }
      const entries = shard?.read(userId, asOf?.offset) ?? [];
      if (entries.length > 0) ledgers.set(userId, entries);
    }
    return ledgers;
  }

  ledgerVersion(keyspace: string, userId: string): number {
    return this.#keyspaces.get(keyspace)?.viewers[shardOf(userId, this.shardCounts.viewers)]?.versionOf(userId) ?? 0;
  }

  async neighbours(
    keyspace: string,
    movieIds: readonly string[],
    limit: number,
  ): Promise<Map<string, readonly Weighted[]>> {
    const space = this.#keyspaces.get(keyspace);
    const neighbours = new Map<string, readonly Weighted[]>();
    for (const movieId of movieIds) {
      const pairs = space?.filmShard(movieId).pairs(movieId);
      const top = pairs ? this.#tops.of(pairs, limit, (key) => this.#films.idOf(key)) : [];
      if (top.length > 0) neighbours.set(movieId, top);
    }
    return neighbours;
  }

  async totals(keyspace: string, movieIds: readonly string[]): Promise<Map<string, FilmTotals>> {
    const space = this.#keyspaces.get(keyspace);
    const totals = new Map<string, FilmTotals>();
    for (const movieId of movieIds) {
      const ofFilm = space?.filmShard(movieId).totals(movieId);
      if (ofFilm) totals.set(movieId, ofFilm);
    }
    return totals;
  }

  async top(keyspace: string, by: TopBy, limit: number): Promise<readonly Weighted[]> {
    const shards = this.#keyspaces.get(keyspace)?.films ?? [];
    const leaders = shards.flatMap((shard) => {
      const counts = "total" in by ? shard.allOf(by.total) : shard.trending(by.window, by.now);
      return selectTop(counts, limit, (key) => this.#films.idOf(key));
    });
    return sortByAmount(leaders).slice(0, limit);
  }

  async *scan(keyspace: string): AsyncIterable<StateEntry> {
    let entries = 0;
    for (const [id, shard] of this.#keyspaces.get(keyspace)?.shards ?? []) {
      for (const entry of shard.scan(id)) {
        yield entry;
        if (++entries % ENTRIES_PER_TURN === 0) await nextTurn();
      }
    }
  }

  async control(epoch: string): Promise<Control | undefined> {
    return this.#controls.get(epoch);
  }

  async setControl(epoch: string, expectedVersion: number, next: ControlFields): Promise<boolean> {
    let isExpected = false;
    await this.#snapshotter.exclusively(async () => {
      isExpected = (this.#controls.get(epoch)?.version ?? 0) === expectedVersion;
      if (!isExpected) return;
      const control = { ...next, version: expectedVersion + 1 };
      await this.#store.saveControl(epoch, control);
      this.#controls.set(epoch, control);
    });
    return isExpected;
  }

  async has(keyspace: string): Promise<boolean> {
    return this.#keyspaces.get(keyspace)?.settings !== undefined;
  }

  async drop(keyspace: string, onProgress?: (gone: number) => void): Promise<void> {
    this.#keyspaces.delete(keyspace);
    const dropSome = () => this.#snapshotter.exclusively(() => this.#store.drop(keyspace));
    let gone = 0;
    for (let more = await dropSome(); more > 0; more = await dropSome()) {
      gone += more;
      onProgress?.(gone);
    }
  }

  /** Whether something is applied that no snapshot holds. */
  get isDirty(): boolean {
    return [...this.#keyspaces.values()].some((space) => [...space.shards.values()].some(({ changed }) => changed.any));
  }

  /** Makes all that is applied now durable. */
  async snapshot(): Promise<void> {
    await this.#snapshotter.snapshot();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#stopTimer();
    try {
      while (this.isDirty) await this.snapshot();
    } finally {
      await this.#store.close();
    }
  }

  #keyspace(name: string): Keyspace {
    let keyspace = this.#keyspaces.get(name);
    if (keyspace === undefined) {
      keyspace = new Keyspace(this.#films, this.shardCounts);
      this.#keyspaces.set(name, keyspace);
    }
    return keyspace;
  }
}
