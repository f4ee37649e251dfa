import type { TopicDefinition } from "../event-log.ts";

/** What the main thread may ask of the writer thread; one call is applied whole or not at all. */
export interface WriteOperations {
  /** Answers the names of those that were missing. */
  createTopics: { input: { topics: readonly TopicDefinition[] }; output: string[] };
  /** Answers the offset of each record. */
  append: { input: PackedRecords; output: number[] };
  /** Joins the group or says that the member lives, gives back what it lets go, and claims what it should hold. */
  sync: { input: SyncInput; output: SyncOutput };
  /** Refused as `stale` unless the claim still stands. */
  commit: { input: Claim & { nextOffset: number }; output: void };
  /** Refused as `stale` unless the claim still stands. */
  heartbeat: { input: Claim; output: void };
  leave: { input: { group: string; member: string }; output: void };
}

export type OperationName = keyof WriteOperations;
export type WriteCall<Name extends OperationName = OperationName> = {
  [N in Name]: { name: N; input: WriteOperations[N]["input"] };
}[Name];

/** Records as columns, their values end to end in one buffer: cheap to hand to another thread. */
export type PackedRecords = Readonly<{
  partitionIds: readonly number[];
  keys: readonly string[];
  /** JSON objects; null where a record has no headers. */
  headers: readonly (string | null)[];
  sizes: readonly number[];
  values: Uint8Array<ArrayBuffer>;
}>;

/** A partition held by a member since a generation of the group; a later claim of the same partition is another one. */
export type Claim = Readonly<{ group: string; member: string; partitionId: number; generation: number }>;

export type SyncInput = Readonly<{
  group: string;
  member: string;
  /** All partitions of the topics that the member reads, in the order of assignment. */
  partitionIds: readonly number[];
  sessionMs: number;
  released: readonly HeldPartition[];
}>;

export type SyncOutput = Readonly<{
  generation: number;
  held: readonly HeldPartition[];
  /** Held ones that are due to another member: to be released once the batch in hand is done. */
  due: readonly number[];
}>;

export type HeldPartition = Readonly<{ partitionId: number; generation: number }>;

export type CallResult =
  | Readonly<{ ok: true; value: unknown }>
  | Readonly<{ ok: false; code: RefusalCode; message: string }>;

export type RefusalCode = "stale" | "conflict";

/** Thrown by an operation before it wrote anything: the others of the same transaction go on. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type ToWriter = Readonly<{ kind: "write"; calls: readonly WriteCall[] }> | Readonly<{ kind: "close" }>;

export type FromWriter =
  | Readonly<{ kind: "opened" | "closed" }>
  | Readonly<{ kind: "openFailed"; message: string }>
  | Readonly<{ kind: "written"; results: readonly CallResult[] }>
  | Readonly<{ kind: "failed"; message: string; outcome: "refused" | "unknown" }>;
