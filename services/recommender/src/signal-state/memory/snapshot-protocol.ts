import type { SnapshotStore, StoredHead, StoredPart } from "./snapshot-store.ts";

/** What the thread that owns the file is asked to do, one call at a time, each answered in order. */
export type SnapshotCall = {
  [Name in "load" | "write" | "commit" | "rollback" | "saveSettings" | "close"]: Readonly<{
    name: Name;
    args: Parameters<SnapshotStore[Name]>;
  }>;
}["load" | "write" | "commit" | "rollback" | "saveSettings" | "close"];

export type SnapshotReply =
  | Readonly<{ kind: "opened"; head: StoredHead }>
  | Readonly<{ kind: "done"; part: StoredPart | undefined }>
  | Readonly<{ kind: "failed"; message: string }>;
