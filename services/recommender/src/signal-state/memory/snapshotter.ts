import { setImmediate as nextTurn } from "node:timers/promises";
import type { ShardId } from "../signal-state.ts";
import type { FilmNumbers } from "./film-numbers.ts";
import type { FilmShard } from "./film-shard.ts";
import type { Keyspace } from "./keyspace.ts";
import type { SnapshotStore } from "./snapshot-store.ts";
import type { ViewerShard } from "./viewer-shard.ts";

/** How long the event loop is held at a time, and how much is handed over. */
const SLICE_MS = 2;
const SLICE_BYTES = 1024 * 1024;

type Captured = Readonly<{
  keyspace: Keyspace;
  id: ShardId;
  shard: FilmShard | ViewerShard;
  fences: Map<string, number>;
}>;

/** Copies what changed to the store, shard by shard, each as it is at one moment. */
export class Snapshotter {
  readonly #keyspaces: ReadonlyMap<string, Keyspace>;
  readonly #films: FilmNumbers;
  readonly #store: SnapshotStore;
  /** How many films the store holds. */
  filmsStored = 0;
  #scrub = false;
  #running: Promise<void> = Promise.resolve();

  constructor(keyspaces: ReadonlyMap<string, Keyspace>, films: FilmNumbers, store: SnapshotStore) {
    this.#keyspaces = keyspaces;
    this.#films = films;
    this.#store = store;
  }

  /** Makes durable all that is applied now; what is applied meanwhile may be in it, shard by shard. */
  async snapshot(): Promise<void> {
    await this.exclusively(() => this.#snapshot());
  }

  /** Uses the store while no snapshot does. */
  exclusively<T>(use: () => Promise<T>): Promise<T> {
    const run = this.#running.then(use);
    this.#running = run.then(
      () => {},
      () => {},
    );
    return run;
  }

  async #snapshot(): Promise<void> {
    const captured: Captured[] = [];
    const filmsBefore = this.filmsStored;
    try {
      for (const [name, keyspace] of this.#keyspaces) {
        for (const [id, shard] of keyspace.shards) {
          if (shard.changed.any) await this.#write({ keyspace, id, shard, fences: shard.fences.all() }, name, captured);
        }
      }
      if (captured.length > 0) await this.#store.commit(this.#scrub);
    } catch (error) {
      for (const { shard } of captured) shard.changed.failed();
      this.filmsStored = filmsBefore;
      await this.#store.rollback().catch(() => {});
      throw error;
    }
    for (const { keyspace, id, shard, fences } of captured) {
      shard.changed.stored();
      keyspace.stored.set(id, fences);
    }
    this.forgetErased();
  }

  /** Drops what was erased and no replay can need; the next snapshot takes it out of the store. */
  forgetErased(): void {
    this.#scrub = [...this.#keyspaces.values()].map((keyspace) => keyspace.forgetErased()).includes(true);
  }

  async #write(part: Captured, name: string, captured: Captured[]): Promise<void> {
    const capture = part.shard.changed.capture();
    captured.push(part);
    while (!capture.done) {
      const rows = capture.take(SLICE_MS, SLICE_BYTES);
      const films = this.#films.after(this.filmsStored);
      this.filmsStored += films.length;
      await this.#store.write({ keyspace: name, shard: part.id }, films, rows);
      await nextTurn();
    }
  }
}
