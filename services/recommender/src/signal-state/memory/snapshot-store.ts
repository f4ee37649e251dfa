import type { Control, KeyspaceSettings, ShardId, SignalState } from "../signal-state.ts";
import type { EncodedRow } from "./changed-rows.ts";

export type StoredShard = Readonly<{ keyspace: string; shard: ShardId }>;
export type StoredRow = StoredShard & Readonly<{ kind: string; key: string | number; bytes: Uint8Array }>;

/** Some of what is stored. All films come before the first row, in the order of their numbers. */
export type StoredPart = Readonly<{ films: readonly string[]; rows: readonly StoredRow[] }>;

export type StoredHead = Readonly<{
  shardCounts: SignalState["shardCounts"];
  settings: readonly (readonly [keyspace: string, settings: KeyspaceSettings])[];
  controls: readonly (readonly [epoch: string, control: Control])[];
}>;

/** Where snapshots go. Writes gather in a transaction that `commit` makes durable; a failed call undoes it. */
export interface SnapshotStore {
  readonly head: StoredHead;
  /** The next part of what is stored; undefined at the end. For before anything is written. */
  load(): Promise<StoredPart | undefined>;
  /** Adds rows of a shard, and the films that got the numbers after those stored so far. */
  write(shard: StoredShard, films: readonly string[], rows: readonly EncodedRow[]): Promise<void>;
  /** With `scrub`, what was overwritten or deleted is gone from the files too. */
  commit(scrub: boolean): Promise<void>;
  /** Undoes what was written since the last commit. */
  rollback(): Promise<void>;
  /** Stores a keyspace's settings, durably. */
  saveSettings(keyspace: string, settings: KeyspaceSettings): Promise<void>;
  /** Stores the control record of an epoch in the place of the one before, durably. */
  saveControl(epoch: string, control: Control): Promise<void>;
  /** Deletes some more of a keyspace, durably, outside of a transaction; how many rows, 0 once nothing of it is left. */
  drop(keyspace: string): Promise<number>;
  close(): Promise<void>;
}
