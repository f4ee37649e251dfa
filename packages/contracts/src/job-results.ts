/** A comparison of what a state holds with what it should hold. */
export type StateComparison = Readonly<{
  /** How many parts were compared, by kind. */
  compared: Readonly<Record<"pair" | "totals" | "trending" | "ledger", number>>;
  /** How many of them differ. */
  differences: number;
  /** The first of these, in words. */
  first: readonly string[];
}>;

/** What the job `rebuild` answers. */
export type RebuildResult = Readonly<{
  /** `different`: the counts that serve are not those of the log, and nothing was changed. */
  outcome: "swapped" | "different";
  /** What serves now, and what can be gone back to. */
  active: string;
  previous: string | null;
  window: number;
  /** How many records were counted. */
  records: number;
  seconds: number;
  /** How long nothing was applied, reads going on, while both states were compared at the same offsets. */
  pauseMs: number;
  /** How long it then took until what came meanwhile was applied; null where that was not awaited. */
  catchUpMs: number | null;
  /** By partition, the offset up to which both were compared. */
  offsets: readonly number[];
  /** `without pairs`: another window makes other pairs. `nothing`: the state that served could not be held still. */
  compared: "everything" | "without pairs" | "nothing";
  /** Of what served, and of what was rebuilt. */
  digests: Readonly<{ served: string; rebuilt: string }> | null;
  /** Where the digests differ. */
  comparison: StateComparison | null;
}>;

/** What the job `verify` answers. */
export type VerifyResult = StateComparison &
  Readonly<{
    keyspace: string;
    window: number;
    records: number;
    seconds: number;
    /** How long nothing was applied, reads going on, while the state was compared. */
    pauseMs: number;
    offsets: readonly number[];
  }>;

/** What the job `rollback` answers. */
export type RollbackResult = Readonly<{
  active: string;
  previous: string | null;
  /** How many records came since, and how long it took to apply them; null where that was not awaited. */
  records: number;
  catchUpMs: number | null;
}>;

/** By model and metric. */
type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What the job `train` answers. */
export type TrainResult = Readonly<{
  /**
   * `not due`: too little was new, and nothing was done. `withdrawn`: viewers were erased and nothing is left to train from, so that
   * none serves any more.
   */
  outcome: "trained" | "not due" | "withdrawn";
  /** Whether it serves from now on, and why, or why not. */
  promoted: boolean;
  why: string;
  version: string | null;
  /** What served when it was trained. */
  replaces: string | null;
  /** What did the linear algebra. */
  backend: string | null;
  films: number;
  viewers: number;
  signals: number;
  /** By how many viewers' newest signals it is judged. */
  heldOut: number;
  figures: Figures;
  /** Of the model in use. */
  inUse: Figures | null;
  seconds: number;
}>;
