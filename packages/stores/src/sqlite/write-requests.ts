import type { CollectionShape } from "../collection-shape.ts";
import type { DocumentTarget } from "../document-target.ts";
import type { WriteOutcome } from "../documents.ts";

/** What the writing thread does, in the order given, and what it answers to each. */
export type WriteRequest =
  | Readonly<{ kind: "define"; shape: CollectionShape }>
  | (DocumentTarget & Readonly<{ kind: "put"; json: string }>)
  | (DocumentTarget & Readonly<{ kind: "delete" }>)
  | Readonly<{ kind: "acknowledge"; collection: string; documentId: string; eventId: string }>;

export type WriteResult = WriteOutcome | Readonly<{ outcome: "deleted" }> | Readonly<{ outcome: "absent" }> | Done;

export type Done = Readonly<{ outcome: "done" }>;

/** One transaction: all of its requests are on disk when it is answered, or, with `error`, none of them. */
export type WriteBatch = readonly WriteRequest[];
export type WriteReply = Readonly<{ results: readonly WriteResult[] }> | Readonly<{ error: string }>;

/** The first message of the writing thread. `code` is SQLite's result code. */
export type OpenReply = Readonly<{ opened: true }> | Readonly<{ opened: false; code: number; message: string }>;
