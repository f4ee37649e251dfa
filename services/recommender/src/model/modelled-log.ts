import type { SignalEvent } from "@projectionist/contracts";
import type { LoggedSignal } from "../projector/project-events.ts";

/** All that was recorded, by partition and offset; a record that is no event is null. */
export class ModelledLog {
  readonly partitions: readonly (LoggedSignal | null)[][] = [[], []];

  /** Viewers with even numbers have partition 0, the others 1. */
  partitionOf(userId: string): number {
    return Number(userId.slice(1)) % 2;
  }

  /** When the next record of a partition is appended: seven minutes after the one before. */
  nextTime(partition: number): number {
    return 1_760_000_000_000 + this.partitions[partition]!.length * 420_000;
  }

  append(event: SignalEvent): void {
    const partition = this.partitionOf(event.userId);
    const offset = this.partitions[partition]!.length;
    this.partitions[partition]!.push({ event, offset, appendedAt: this.nextTime(partition) });
  }

  /** The records of a partition from one offset to another, exclusive, that are events. */
  events(partition: number, from: number, to: number): LoggedSignal[] {
    return this.partitions[partition]!.slice(from, to).filter((logged) => logged !== null);
  }

  /** All events before a cut: so many records of each partition. */
  before(cut: readonly number[]): LoggedSignal[] {
    return cut.flatMap((end, partition) => this.events(partition, 0, end));
  }

  ends(): number[] {
    return this.partitions.map(({ length }) => length);
  }

  /** The event so many records before the end of the partition; the first one there is, where that is before it. */
  earlier(partition: number, back: number): SignalEvent | undefined {
    const events = this.events(partition, 0, this.partitions[partition]!.length);
    return events[Math.max(0, events.length - 1 - back)]?.event;
  }
}
