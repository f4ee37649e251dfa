import type { SnapshotStore, StoredHead, StoredPart } from "./snapshot-store.ts";

/** What the thread that owns the file is asked to do, one call at a time, each answered in order. */
export type SnapshotCall = {
  [Name in CallName]: Readonly<{ name: Name; args: Parameters<SnapshotStore[Name]> }>;
}[CallName];

type CallName = Exclude<keyof SnapshotStore, "head">;

export type SnapshotReply =
  | Readonly<{ kind: "opened"; head: StoredHead }>
  | Readonly<{ kind: "done"; result: StoredPart | number | undefined }>
  | Readonly<{ kind: "failed"; message: string }>;
