import type { Fault, SignalType } from "@projectionist/contracts";

/**
 * What the signals amount to: directed co-occurrence counts, film totals, trending buckets and one complete ledger per
 * viewer, in shards that each know, per partition of the log, the last offset that they reflect (their *fence*).
 *
 * Everything is a pure function of the log: no clock, nothing trimmed, nothing expires. Amounts are integers, so sums
 * do not depend on the order in which partitions interleave. A keyspace is one complete copy of the state; rebuilding
 * fills a second one.
 */
export interface SignalState {
  readonly capabilities: SignalStateCapabilities;
  /** How many shards there are of either kind; fixed for the life of the stored state. */
  readonly shardCounts: Readonly<{ films: number; viewers: number }>;

  /**
   * Applies to one shard what a batch of one partition amounts to there, atomically with the shard's fence:
   * deltas at or below the fence are skipped, the rest is added, the fence becomes `batchEnd` unless it is beyond.
   * Answers `gap`, and changes nothing, when the fence is behind `expectedPrevious`: the store lost its tail, and the
   * log must be read again from the lowest fence. A batch that ends at `expectedPrevious` changes nothing.
   *
   * @throws {StateDamagedError} and changes nothing, when the shard is seen to hold what was never applied.
   */
  apply(batch: ShardBatch): Promise<"applied" | "gap">;

  /** What the amounts of a keyspace depend on, fixed when it is made: `initial` is stored, durably, when it has none. */
  settings(keyspace: string, initial: KeyspaceSettings): Promise<KeyspaceSettings>;

  /** The fence of every shard for one partition: the last offset applied, -1 where none was. */
  fences(keyspace: string, source: LogSource): Promise<Map<ShardId, number>>;

  /** The fences of one shard, by partition; partitions of which nothing was applied have no key. */
  shardFences(keyspace: string, epoch: string, shard: ShardId): Promise<Map<number, number>>;

  /**
   * Viewers' ledgers in log order. With `asOf` they are as they stood before that offset of the partition that carries
   * these viewers: later entries are left out, and entries retracted or erased at or after it still stand, unless every
   * shard has durably passed the erasure. A viewer without entries has no key in the answer.
   *
   * @throws {StateBehindError} with `asOf`, when the shard of one of the viewers does not reflect all offsets before it,
   * judged in the same atomic step as the shard's ledgers are read: from an incomplete ledger nothing may be computed.
   */
  ledgers(keyspace: string, userIds: readonly string[], asOf?: LedgerCut): Promise<Map<string, readonly LedgerEntry[]>>;

  /**
   * Another number after every change of a viewer's ledger, which no other ledger had before; undefined where that cannot be told
   * without reading it.
   */
  ledgerVersion(keyspace: string, userId: string): number | undefined;

  /**
   * Per film, the films that came after it in viewers' histories, by weight descending, ties by id, at most `limit`.
   * Films that none came after have no key.
   */
  neighbours(keyspace: string, movieIds: readonly string[], limit: number): Promise<Map<string, readonly Weighted[]>>;

  /** Totals of films; films without any have no key. */
  totals(keyspace: string, movieIds: readonly string[]): Promise<Map<string, FilmTotals>>;

  /**
   * The films that lead: by a total, or by the signals of the trending window that ends at `now` (milliseconds).
   * Amount descending, ties by id; films at zero or below are left out.
   */
  top(keyspace: string, by: TopBy, limit: number): Promise<readonly Weighted[]>;

  /** Every entry of a keyspace, shard by shard, in no promised order within a shard; for digests and verification. */
  scan(keyspace: string): AsyncIterable<StateEntry>;

  /** Which keyspaces there are for an incarnation of the log; undefined before the first `setControl`. */
  control(epoch: string): Promise<Control | undefined>;

  /**
   * Puts `next` in the place of the control record of this version (0 for none), durably, as the version after it. False,
   * and nothing is changed, when the record has another version.
   */
  setControl(epoch: string, expectedVersion: number, next: ControlFields): Promise<boolean>;

  /** Whether a keyspace was made, by `settings`; also of one that an earlier process began to drop. */
  has(keyspace: string): Promise<boolean>;

  /**
   * Deletes a keyspace, the settings last, which no one may use any more; tells how many rows or keys are gone so far, and
   * ends where that throws.
   */
  drop(keyspace: string, onProgress?: (gone: number) => void): Promise<void>;

  /** What of the engine's settings endangers what is held. Engines without such settings have none of this. */
  faults?(): Promise<readonly Fault[]>;

  /** Makes everything applied durable, then releases what is held. */
  close(): Promise<void>;
}

/** `persistent`: applied batches survive closing. A crash may lose the latest ones, fences and amounts together. */
export type SignalStateCapabilities = Readonly<{ persistent: boolean }>;

/** `f0`, `f1`, … hold films; `v0`, `v1`, … hold viewers. */
export type ShardId = `f${number}` | `v${number}`;

/** One partition of one incarnation of the signals topic. */
export type LogSource = Readonly<{ epoch: string; partition: number }>;

export type KeyspaceSettings = Readonly<{
  /** With how many of the films before it in a viewer's history a film is paired. */
  window: number;
}>;

/** Which keyspace serves, and what is being done to it. Times are milliseconds since 1970. */
export type ControlFields = Readonly<{
  /** Is read and kept up to date. */
  active: string;
  /** Was active before, and can be again. */
  previous: string | null;
  /** Is being filled from the log by whoever renews this before `until`; left over, to be dropped, after that. */
  building: Readonly<{ keyspace: string; until: number }> | null;
  /** Until then, or until it is taken back, nothing is applied to the active keyspace. */
  hold: Hold | null;
}>;
export type Hold = Readonly<{ id: string; until: number }>;
export type Control = ControlFields & Readonly<{ version: number }>;

/** The state before this offset of the partition. */
export type LedgerCut = LogSource & Readonly<{ offset: number }>;

export type ShardBatch = Readonly<{
  keyspace: string;
  source: LogSource;
  shard: ShardId;
  /** The fence that the writer believes the shard to have at least; -1 for none. */
  expectedPrevious: number;
  /** The last offset of the batch, also when it amounts to nothing in this shard. */
  batchEnd: number;
  /** In offset order. */
  deltas: readonly StateDelta[];
}>;

export type StateDelta = FilmDelta | ViewerDelta;

export type FilmDelta = Readonly<{ offset: number; movieId: string }> &
  (
    | Readonly<{ kind: "pair"; next: string; amount: number }>
    | Readonly<{ kind: "total"; total: TotalName; amount: number }>
    | Readonly<{ kind: "trending"; occurredAt: number; amount: number }>
  );

export type ViewerDelta = Readonly<{ offset: number; userId: string }> &
  (
    | Readonly<{ kind: "append"; entry: LedgerEntry }>
    | Readonly<{ kind: "retract"; eventId: string }>
    | Readonly<{ kind: "erase" }>
  );

/** `history`: viewers who have the film in their history. `ratingHalves`: the sum of ratings in half stars. */
export const totalNames = ["history", "views", "likes", "ratingCount", "ratingHalves"] as const;
export type TotalName = (typeof totalNames)[number];
export type FilmTotals = Readonly<Record<TotalName, number>>;

export type TopBy = Readonly<{ total: TotalName }> | Readonly<{ window: TrendingWindowName; now: number }>;

/** A trending window is the sum of its latest `buckets` buckets of `bucketMs`, the current, unfinished one included. */
export const trendingWindows = {
  "1h": { bucketMs: 5 * 60_000, buckets: 12 },
  "24h": { bucketMs: 3_600_000, buckets: 24 },
  "7d": { bucketMs: 6 * 3_600_000, buckets: 28 },
} as const;
export type TrendingWindowName = keyof typeof trendingWindows;

export type Weighted = readonly [id: string, amount: number];

/** One signal of a viewer. Entries are never changed but for `retractedAt`, and go only by erasure. */
export type LedgerEntry = Readonly<{
  eventId: string;
  offset: number;
  movieId: string;
  type: SignalType;
  value: number | null;
  occurredAt: number;
  /** Too old when appended to touch trending. */
  late: boolean;
  /** The offset of the event that took it back; null while it stands. */
  retractedAt: number | null;
}>;

export type StateEntry =
  | Readonly<{ shard: ShardId; kind: "pair"; movieId: string; next: string; amount: number }>
  | Readonly<{ shard: ShardId; kind: "totals"; movieId: string; totals: FilmTotals }>
  | Readonly<{
      shard: ShardId;
      kind: "trending";
      movieId: string;
      window: TrendingWindowName;
      bucket: number;
      amount: number;
    }>
  | Readonly<{ shard: ShardId; kind: "ledger"; userId: string; entries: readonly LedgerEntry[] }>;

/** A shard does not reflect the part of the log that it must: the store lost its tail. */
export class StateBehindError extends Error {
  constructor(shard: ShardId, fence: number, wanted: number) {
    super(`shard ${shard} reflects offsets up to ${fence}, not up to ${wanted}: the store lost what was applied`);
    this.name = "StateBehindError";
  }
}

/** What a shard holds cannot be what was applied to it: the store has changed it. Nothing is applied to it any more. */
export class StateDamagedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StateDamagedError";
  }
}
