import type { Fault } from "@projectionist/contracts";

/**
 * The log as every service sees it. The semantics are Kafka's: topics of partitions, keys that choose the partition
 * (murmur2, as Kafka's own default partitioner), offsets, consumer groups with rebalance, and replay.
 *
 * Offsets are plain integers: the first record of a partition has offset 0.
 */
export interface EventLog {
  /** What this engine can do beyond the promises of the port; contract suites name what they skip for want of it. */
  readonly capabilities: LogCapabilities;

  /**
   * Creates the topics that are missing, and answers their names. Repeating it is harmless; a differing partition count is
   * an error.
   */
  createTopics(topics: readonly TopicDefinition[]): Promise<readonly string[]>;

  /**
   * Appends records and resolves, in input order, with where each stands, once every one of them is durable.
   * Records of one call with the same key keep their order.
   *
   * @throws {AppendError} `outcome: "refused"` when nothing was written, `"unknown"` when some of it may have been:
   * appending again is then safe only for readers that drop repeated event ids.
   */
  append(records: readonly NewRecord[]): Promise<RecordPosition[]>;

  /**
   * Joins a consumer group. Its members share the partitions; a partition's batches arrive one after the other in
   * offset order, batches of different partitions may overlap.
   */
  consume(options: ConsumeOptions): Promise<GroupConsumer>;

  /**
   * Reads all partitions of a topic from offsets that the caller keeps, without a group. Resolves once reading has begun.
   */
  tail(options: TailOptions): Promise<Tail>;

  /** The offset that the next record of each partition will get; the index is the partition. */
  ends(topic: string): Promise<number[]>;

  /** A group's committed offsets (the next one it wants) per partition; undefined where it never committed. */
  committed(group: string, topic: string): Promise<(number | undefined)[]>;

  /**
   * Identifies this incarnation of a topic: after it is deleted and made anew, offsets start over under another epoch, the
   * same for whoever asks from then on. Who goes on with the answer of before learns nothing of it.
   */
  epoch(topic: string): Promise<string>;

  /**
   * What `epoch` answered for a topic while the engine could not tell its incarnations apart: progress noted under it may
   * be taken over, once. Engines that always could have none.
   */
  formerEpoch?(topic: string): Promise<string>;

  /**
   * What of these topics is set so that records could be lost, or the engine cannot hold its promises. Engines without
   * such settings have none of this.
   */
  faults?(topics: readonly TopicDefinition[]): Promise<readonly Fault[]>;

  /** Stops consumers and tails, writes what was accepted, releases files and sockets. */
  close(): Promise<void>;
}

/** `persistent`: survives closing. `multiProcess`: several processes may open the same URL at once. */
export type LogCapabilities = Readonly<{ persistent: boolean; multiProcess: boolean; wakesWithinMs: number }>;

export type TopicDefinition = Readonly<{
  name: string;
  partitions: number;
  /** What may be dropped: nothing (`keep`, unless told), all but the last record of a key, or what is past `retentionMs`. */
  cleanup?: "keep" | "compact" | "delete";
  /** Milliseconds since the append; of use with `delete` alone, which needs it. */
  retentionMs?: number | null;
}>;

export type NewRecord = Readonly<{
  topic: string;
  /** Chooses the partition; always set. */
  key: string;
  value: Uint8Array;
  headers?: Readonly<Record<string, string>>;
}>;

export type RecordPosition = Readonly<{ topic: string; partition: number; offset: number }>;

export type LogRecord = Readonly<{
  topic: string;
  partition: number;
  offset: number;
  key: string;
  value: Uint8Array;
  headers: Readonly<Record<string, string>>;
  /** Append time, milliseconds since 1970: set by the log, never by the writer. */
  appendedAt: number;
}>;

export type TopicPartition = Readonly<{ topic: string; partition: number }>;

export type ConsumeOptions = Readonly<{
  group: string;
  topics: readonly string[];
  /**
   * Asked for each partition that this member is given, before its first batch: the offset to start from.
   * Undefined means the group's committed offset, or the start of the partition where it never committed.
   */
  startFrom?: (partition: TopicPartition) => Promise<number | undefined>;
  /**
   * Handles a non-empty batch. Nothing is committed unless the handler does it. When it throws, the same records come
   * again after a back-off, in order, with nothing behind them delivered first.
   */
  onBatch: (batch: Batch) => Promise<void>;
  /** Told of a handler's throw and of engine faults that are being retried. */
  onError?: (error: Error, partition?: TopicPartition) => void;
  /** Told what the member holds when it has joined, and whenever the shares were dealt anew. */
  onAssigned?: (partitions: readonly TopicPartition[]) => void;
  /** Upper bound of records in a batch; 500 unless told. */
  maxRecords?: number;
  /** A member silent for so long loses its partitions, in milliseconds; 30,000 unless told. */
  sessionTimeoutMs?: number;
}>;

export type Batch = Readonly<{
  topic: string;
  partition: number;
  records: readonly LogRecord[];
  /** The end of the partition when the batch was read: the offset that the next appended record gets. */
  end: number;
  /** Commits the next wanted offset. Rejects with {@link StaleMemberError} when the partition now is another member's. */
  commit(nextOffset: number): Promise<void>;
  /** Says that this member lives; call it inside long work. Rejects like `commit` does. */
  heartbeat(): Promise<void>;
  /** True after a seek, a stop or the loss of the partition: the rest of the batch is not wanted any more. */
  isStale(): boolean;
}>;

export interface GroupConsumer {
  /** The partitions that this member holds now. */
  assignment(): readonly TopicPartition[];
  /** Continues a held partition from another offset; a batch in hand becomes stale. */
  seek(partition: TopicPartition, offset: number): void;
  pause(partitions: readonly TopicPartition[]): void;
  resume(partitions: readonly TopicPartition[]): void;
  /** Waits for the batches in hand, leaves the group. */
  stop(): Promise<void>;
}

export type TailOptions = Readonly<{
  topic: string;
  /** Where to begin, per partition; a missing entry means the start. `"end"`: only what is appended from now on. */
  from: readonly number[] | "end";
  /** As `onBatch` of a group: a throw brings the same records again. */
  onRecords: (records: readonly LogRecord[]) => Promise<void>;
  onError?: (error: Error) => void;
  maxRecords?: number;
}>;

export interface Tail {
  /** The next offset to be read, per partition: everything below it has been handled. */
  positions(): readonly number[];
  /** Resolves once everything that was in the log at the time of the call has been handled. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/** An append that did not succeed, or may not have. */
export class AppendError extends Error {
  readonly outcome: "refused" | "unknown";
  constructor(message: string, outcome: "refused" | "unknown", options?: ErrorOptions) {
    super(message, options);
    this.name = "AppendError";
    this.outcome = outcome;
  }
}

/** The member's generation is over: its partitions are another's, and its commits are refused. */
export class StaleMemberError extends Error {
  constructor(message = "this consumer no longer holds the partition") {
    super(message);
    this.name = "StaleMemberError";
  }
}
