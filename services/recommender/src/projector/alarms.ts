import type { Fault } from "@projectionist/contracts";
import type { Logger } from "@projectionist/service-kit";
import type { Gauge } from "prom-client";

/** Why a partition stands still, and what has to be done. */
export const reasons = {
  "log lost its end": {
    what: "the log has lost records that the signal state reflects: the partition stands still until the state is rebuilt",
    cure: "Restore the log from a copy that has them; if there is none, `projectionist rebuild --replace` counts what is left. Where the topic was deleted and made anew, a restart of the recommender counts the new one.",
  },
  "log lost its start": {
    what: "the log no longer holds records that the signal state has lost: the partition stands still until either is restored from a backup",
    cure: "Restore the log, or the signal state, from a copy that has them.",
  },
  "state damaged": {
    what: "the signal state is damaged: nothing is applied to it until it is rebuilt",
    cure: "See that redis-check-aof --fix is run before each start of Redis, and run `projectionist rebuild --replace`.",
  },
} as const;

export type Reason = keyof typeof reasons;

/** What an operator is told of a partition that stands still, and what to do about it. */
export type Alarm = Pick<Fault, "what" | "cure">;

/** The partitions that stand still: told once each to the operator, and shown by the gauge for as long. */
export class Alarms {
  readonly #logger: Logger;
  readonly #gauge: Gauge<"partition">;
  readonly #raised = new Map<number, Set<Reason>>();

  constructor(logger: Logger, gauge: Gauge<"partition">) {
    this.#logger = logger;
    this.#gauge = gauge;
  }

  /** Whether the partition did not stand still for this reason before. */
  raise(partition: number, reason: Reason, fields: object): boolean {
    const raised = this.#raised.get(partition) ?? new Set();
    if (raised.has(reason)) return false;
    this.#raised.set(partition, raised.add(reason));
    this.#gauge.set({ partition }, 1);
    this.#logger.fatal({ partition, reason, ...fields }, reasons[reason].what);
    return true;
  }

  /** The partition does not stand still for this reason any more, or for any where none is named. */
  end(partition: number, reason?: Reason): void {
    const raised = this.#raised.get(partition);
    if (raised === undefined) return;
    if (reason !== undefined) raised.delete(reason);
    if (reason !== undefined && raised.size > 0) return;
    this.#raised.delete(partition);
    this.#gauge.set({ partition }, 0);
  }

  /** Whether the log is to blame: nothing of it can be applied then. */
  isLogBroken(partition: number): boolean {
    const raised = this.#raised.get(partition);
    return raised?.has("log lost its end") === true || raised?.has("log lost its start") === true;
  }

  has(partition: number, reason: Reason): boolean {
    return this.#raised.get(partition)?.has(reason) === true;
  }

  /** What keeps the partition still; undefined when nothing does. */
  why(partition: number): Alarm | undefined {
    const [first] = this.#raised.get(partition) ?? [];
    return first && reasons[first];
  }

  partitions(): number[] {
    return [...this.#raised.keys()];
  }
}
