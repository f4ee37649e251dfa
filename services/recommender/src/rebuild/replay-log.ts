import { setImmediate as nextTurn } from "node:timers/promises";
import type { EventLog, LogRecord } from "@projectionist/bus";
import type { SignalEvent } from "@projectionist/contracts";
import { decodeRecords } from "@projectionist/service-kit";
import type { LoggedSignal } from "../projector/project-events.ts";

const RECORDS_PER_STEP = 500;
/** Of a partition, read and not wanted yet. */
const MOST_WAITING = 50_000;

/** Takes in a partition's next signals, which end before or at `batchEnd`. */
export type Sink = (partition: number, signals: readonly LoggedSignal[], batchEnd: number) => Promise<void>;

/** A reading of a whole topic from its first record on, which goes as far as it is told to. */
export interface Replay {
  /** The last offset that was taken in, by partition; -1 for none. */
  taken(): readonly number[];
  /** Resolves once each partition is taken in up to its offset, inclusive. Rejects when the sink has failed, or the log has a gap. */
  carryTo(offsets: readonly number[], signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

export type ReplayOptions = Readonly<{ log: EventLog; topic: string; partitions: number; sink: Sink }>;

export async function replayLog({ log, topic, partitions, sink }: ReplayOptions): Promise<Replay> {
  const lanes = Array.from({ length: partitions }, (_, partition) => new Lane(partition, sink));
  const tail = await log.tail({
    topic,
    from: [],
    maxRecords: RECORDS_PER_STEP,
    onRecords: async (records) => {
      const byPartition = Map.groupBy(records, ({ partition }) => partition);
      await Promise.all([...byPartition].map(([partition, ofPartition]) => lanes[partition]!.add(ofPartition)));
    },
    onError: () => {},
  });
  return {
    taken: () => lanes.map((lane) => lane.taken),
    async carryTo(offsets, signal) {
      const aborted = Promise.withResolvers<never>();
      const abort = () => aborted.reject(signal.reason as Error);
      signal.addEventListener("abort", abort);
      if (signal.aborted) abort();
      try {
        await Promise.race([
          Promise.all(offsets.map((goal, partition) => lanes[partition]!.carryTo(goal))),
          aborted.promise,
        ]);
      } finally {
        signal.removeEventListener("abort", abort);
      }
    },
    async stop() {
      for (const lane of lanes) lane.end();
      await tail.stop();
    },
  };
}

/** One partition of a replay. */
class Lane {
  readonly #partition: number;
  readonly #sink: Sink;
  #waiting: LogRecord[] = [];
  #read = -1;
  #taken = -1;
  #goal = -1;
  #working = false;
  #ended = false;
  #failure: Error | undefined;
  #moved = Promise.withResolvers<void>();

  constructor(partition: number, sink: Sink) {
    this.#partition = partition;
    this.#sink = sink;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Takes more records over; waits where too many are there already. */
  async add(records: readonly LogRecord[]): Promise<void> {
    // A tail that begins again tells some of them once more.
    const fresh = records.filter(({ offset }) => offset > this.#read);
    const first = fresh[0]?.offset ?? this.#read + 1;
    if (first > this.#read + 1) this.#fail(this.#gapBefore(first));
    this.#waiting.push(...fresh);
    this.#read = fresh.at(-1)?.offset ?? this.#read;
    this.#work();
    while (this.#waiting.length > MOST_WAITING && !this.#ended && !this.#failure) await this.#moved.promise;
  }

  async carryTo(goal: number): Promise<void> {
    this.#goal = Math.max(this.#goal, goal);
    this.#work();
    while (this.#taken < goal) {
      if (this.#failure) throw this.#failure;
      if (this.#ended) throw new Error("the replay was stopped");
      await this.#moved.promise;
    }
  }

  end(): void {
    this.#ended = true;
    this.#move();
  }

  #work(): void {
    if (this.#working) return;
    this.#working = true;
    void this.#takeIn();
  }

  async #takeIn(): Promise<void> {
    try {
      await this.#takeInAll();
    } catch (error) {
      this.#fail(error as Error);
    } finally {
      this.#working = false;
    }
  }

  async #takeInAll(): Promise<void> {
    for (;;) {
      const beyond = this.#waiting.findIndex(({ offset }) => offset > this.#goal);
      const step = this.#waiting.splice(0, Math.min(RECORDS_PER_STEP, beyond < 0 ? this.#waiting.length : beyond));
      if (step.length === 0 || this.#ended || this.#failure) return;
      const batchEnd = step.at(-1)!.offset;
      // What is no event was put aside by the projectors, and amounts to nothing.
      await this.#sink(this.#partition, decodeRecords<SignalEvent>(step).events, batchEnd);
      this.#taken = batchEnd;
      this.#move();
      // The loop is others' too: reads go on meanwhile.
      await nextTurn();
    }
  }

  #gapBefore(offset: number): Error {
    const missing = `partition ${this.#partition} of the log begins, or goes on, at offset ${offset}: the records from ${this.#read + 1} on are gone`;
    return new Error(`${missing}, so that it cannot be counted anew`);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#move();
  }

  #move(): void {
    this.#moved.resolve();
    this.#moved = Promise.withResolvers();
  }
}
