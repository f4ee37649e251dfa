/**
 * Documents in collections, with what a stand-alone MongoDB can promise too: **one document is written atomically**,
 * with the events that announce the change in an outbox inside the same document. Nothing spans two documents.
 */
export interface Documents {
  readonly capabilities: DocumentsCapabilities;

  /** Opens a collection; indexes and unique keys are created where they are missing. Call it once per collection. */
  collection<T extends object>(definition: CollectionDefinition<T>): Promise<Collection<T>>;

  /** Events written with documents and not yet acknowledged, oldest write first, over all collections opened here. */
  pendingEvents(limit: number): Promise<PendingEvent[]>;

  /** Removes events from their documents' outboxes after they were published. Repeating it is harmless. */
  acknowledgeEvents(events: readonly PendingEvent[]): Promise<void>;

  /** Calls back after a write in this process has left events pending. Returns the function that ends it. */
  onPendingEvents(listener: () => void): () => void;

  close(): Promise<void>;
}

/** `persistent`: survives closing. */
export type DocumentsCapabilities = Readonly<{ persistent: boolean }>;

export type Scalar = string | number | boolean;

/** Names of the fields of T that hold scalars: only these can be indexed, filtered and sorted by. */
export type ScalarField<T> = {
  [K in keyof T & string]: NonNullable<T[K]> extends Scalar ? K : never;
}[keyof T & string];

export type CollectionDefinition<T> = Readonly<{
  name: string;
  /** Compound indexes, each a list of scalar top-level fields. `find` needs one whose prefix covers filter and sort. */
  indexes?: readonly (readonly ScalarField<T>[])[];
  /** Fields (or combinations) that no two documents share; documents lacking any of the fields are exempt. */
  unique?: readonly (readonly ScalarField<T>[])[];
}>;

export type Stored<T> = Readonly<{ id: string; version: number; value: T }>;

/** An event to be published with a document's change: what `EventLog.append` takes, bytes included. */
export type OutboxEvent = Readonly<{
  topic: string;
  key: string;
  value: Uint8Array;
  headers?: Readonly<Record<string, string>>;
}>;

export type PendingEvent = Readonly<{ collection: string; documentId: string; eventId: string; event: OutboxEvent }>;

export type WriteOptions = Readonly<{
  /** The version the document must have now; `"absent"`: it must not exist. Without it the write is unconditional. */
  expectedVersion?: number | "absent";
  /** Appended to the outbox in the same atomic write. */
  events?: readonly OutboxEvent[];
}>;

export type Write<T> = Readonly<{ id: string; value: T }> & WriteOptions;

export type WriteOutcome =
  | Readonly<{ outcome: "written"; version: number }>
  | Readonly<{ outcome: "conflict" }>
  | Readonly<{ outcome: "duplicate"; fields: readonly string[] }>;

export interface Collection<T extends object> {
  get(id: string): Promise<Stored<T> | undefined>;
  /** Those of the ids that exist, keyed by id. */
  getMany(ids: readonly string[]): Promise<Map<string, Stored<T>>>;
  /**
   * Writes the whole document and answers its new version (1 for a new one, then counting up).
   * @throws {VersionConflictError} the document has another version than expected
   * @throws {DuplicateKeyError} a unique field is taken; the error names the fields
   */
  put(id: string, value: T, options?: WriteOptions): Promise<number>;
  /** Many independent writes in one round trip, applied in order; each has its own outcome, none undoes another. */
  putMany(writes: readonly Write<T>[]): Promise<WriteOutcome[]>;
  /**
   * Deletes. With `events` the document disappears from every read at once, its outbox stays until acknowledged.
   * Answers false when there was none. @throws {VersionConflictError}
   */
  delete(id: string, options?: WriteOptions): Promise<boolean>;
  /** Documents that meet every condition, in the order of the sort field, ties by id in the same direction. */
  find(query: Query<T>): Promise<Page<T>>;
  /** How many documents meet every condition. */
  count(where?: Where<T>): Promise<number>;
}

export type Condition =
  | Scalar
  | Readonly<{ gt?: Scalar; gte?: Scalar; lt?: Scalar; lte?: Scalar; in?: readonly Scalar[] }>;

export type Where<T> = Readonly<Partial<Record<ScalarField<T>, Condition>>>;

export type Query<T> = Readonly<{
  where?: Where<T>;
  /** By id, ascending, unless told. Documents without the field come first when ascending. */
  sort?: Readonly<{ by: ScalarField<T>; direction: "asc" | "desc" }>;
  /** At most 1,000; 100 unless told. */
  limit?: number;
  /** `nextCursor` of the page before, for the same query. @throws {BadCursorError} */
  cursor?: string;
}>;

export type Page<T> = Readonly<{ items: Stored<T>[]; nextCursor?: string }>;

/** The document's version is not the expected one: read again and decide anew. */
export class VersionConflictError extends Error {
  constructor(collection: string, id: string) {
    super(`${collection}/${id} was changed in the meantime`);
    this.name = "VersionConflictError";
  }
}

/** A unique key is taken by another document. */
export class DuplicateKeyError extends Error {
  readonly fields: readonly string[];
  constructor(collection: string, fields: readonly string[]) {
    super(`${collection}: ${fields.join(", ")} is taken`);
    this.name = "DuplicateKeyError";
    this.fields = fields;
  }
}

/**
 * The store cannot be reached, or does not answer, and may soon again. `refused`: nothing was changed; `unknown`: a write
 * was sent, and may or may not have been carried out.
 */
export class StoreUnavailableError extends Error {
  readonly outcome: "refused" | "unknown";
  constructor(outcome: StoreUnavailableError["outcome"], cause: Error) {
    const done = outcome === "unknown" ? "; what it has done is unknown" : "";
    super(`${cause.message}${done}`, { cause });
    this.name = "StoreUnavailableError";
    this.outcome = outcome;
  }
}

/** The cursor was not made by this query, or was altered. */
export class BadCursorError extends Error {
  constructor() {
    super("the cursor does not belong to this query");
    this.name = "BadCursorError";
  }
}
