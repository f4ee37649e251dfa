import type { DatabaseSync } from "node:sqlite";
import type { Control, KeyspaceSettings } from "../signal-state.ts";
import type { EncodedRow } from "./changed-rows.ts";
import type { StoredHead, StoredPart, StoredRow, StoredShard } from "./snapshot-store.ts";

const ROWS_PER_PART = 2000;
const BYTES_PER_PART = 1024 * 1024;
const ROWS_PER_DROP = 1000;

/** What the names of control records begin with among the settings. */
export const CONTROL = "control ";

/** The file of snapshots, synchronously: what a {@link SnapshotStore} does, for the thread that owns the file. */
export class SnapshotFile {
  readonly head: StoredHead;
  readonly #database: DatabaseSync;
  #parts: Iterator<StoredPart> | undefined;
  readonly #shardIds = new Map<string, number>();

  constructor(database: DatabaseSync, head: StoredHead) {
    this.#database = database;
    this.head = head;
  }

  load(): StoredPart | undefined {
    this.#parts ??= partsOf(this.#database);
    const next = this.#parts.next();
    if (!next.done) return next.value;
    this.#parts = undefined;
    return undefined;
  }

  write(shard: StoredShard, films: readonly string[], rows: readonly EncodedRow[]): void {
    if (!this.#database.isTransaction) this.#database.exec("BEGIN IMMEDIATE");
    const insertFilm = this.#database.prepare("INSERT INTO film (movie_id) VALUES (?)");
    for (const movieId of films) insertFilm.run(movieId);
    const shardId = this.#shardId(shard);
    const put = this.#database.prepare(
      `INSERT INTO state_row (shard_id, kind, key, value) VALUES (?, ?, ?, ?)
       ON CONFLICT (shard_id, kind, key) DO UPDATE SET value = excluded.value`,
    );
    const drop = this.#database.prepare("DELETE FROM state_row WHERE shard_id = ? AND kind = ? AND key = ?");
    for (const { kind, key, bytes } of rows) {
      if (bytes === null) drop.run(shardId, kind, key);
      else put.run(shardId, kind, key, bytes);
    }
  }

  commit(scrub: boolean): void {
    if (this.#database.isTransaction) this.#database.exec("COMMIT");
    if (scrub) this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  rollback(): void {
    if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
    this.#shardIds.clear();
  }

  saveSettings(keyspace: string, settings: KeyspaceSettings): void {
    this.#database
      .prepare("INSERT INTO keyspace (name, settings) VALUES (?, ?) ON CONFLICT (name) DO NOTHING")
      .run(keyspace, JSON.stringify(settings));
  }

  saveControl(epoch: string, control: Control): void {
    this.#database
      .prepare(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      )
      .run(CONTROL + epoch, JSON.stringify(control));
  }

  drop(keyspace: string): number {
    const rows = this.#database
      .prepare(
        `DELETE FROM state_row WHERE rowid IN (
           SELECT state_row.rowid FROM state_row JOIN shard ON shard.id = shard_id WHERE keyspace = ? LIMIT ?)`,
      )
      .run(keyspace, ROWS_PER_DROP);
    if (rows.changes > 0) return Number(rows.changes);
    this.#database.prepare("DELETE FROM shard WHERE keyspace = ?").run(keyspace);
    this.#database.prepare("DELETE FROM keyspace WHERE name = ?").run(keyspace);
    this.#shardIds.clear();
    this.commit(true);
    return 0;
  }

  close(): void {
    this.rollback();
    this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    this.#database.close();
  }

  #shardId({ keyspace, shard }: StoredShard): number {
    const name = JSON.stringify([keyspace, shard]);
    let id = this.#shardIds.get(name);
    if (id === undefined) {
      this.#database
        .prepare("INSERT INTO shard (keyspace, name) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .run(keyspace, shard);
      const row = this.#database.prepare("SELECT id FROM shard WHERE keyspace = ? AND name = ?").get(keyspace, shard);
      id = Number(row!["id"]);
      this.#shardIds.set(name, id);
    }
    return id;
  }
}

function* partsOf(database: DatabaseSync): Generator<StoredPart> {
  let films: string[] = [];
  for (const { movie_id } of database.prepare("SELECT movie_id FROM film ORDER BY number").iterate()) {
    films.push(String(movie_id));
    if (films.length === ROWS_PER_PART) {
      yield { films, rows: [] };
      films = [];
    }
  }
  yield { films, rows: [] };
  let rows: StoredRow[] = [];
  let bytes = 0;
  const all = database.prepare(
    "SELECT keyspace, name AS shard, kind, key, value AS bytes FROM state_row JOIN shard ON shard.id = shard_id",
  );
  for (const row of all.iterate() as Iterable<StoredRow>) {
    rows.push({ ...row });
    bytes += row.bytes.length;
    if (rows.length === ROWS_PER_PART || bytes > BYTES_PER_PART) {
      yield { films: [], rows };
      rows = [];
      bytes = 0;
    }
  }
  yield { films: [], rows };
}
