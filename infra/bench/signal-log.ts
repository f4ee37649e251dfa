import type { LogRecord } from "../../packages/bus/src/index.ts";
import { encodeEvent } from "../../packages/contracts/src/index.ts";
import type { SignalEvent } from "../../packages/contracts/src/index.ts";
import { seeded } from "./seeded.ts";

const FILMS = 5000;
const VIEWERS = 5000;
const PARTITIONS = 6;
const START = 1_760_000_000_000;

/** One partition of the signals topic, encoded as it stands in the log. */
export class LogPartition {
  readonly partition: number;
  readonly #values: Buffer[] = [];

  constructor(partition: number) {
    this.partition = partition;
  }

  get end(): number {
    return this.#values.length;
  }

  append(event: SignalEvent): void {
    this.#values.push(encodeEvent(event));
  }

  /** The records from an offset on, at most `count`, as a reader of the log has them. */
  read(from: number, count: number): LogRecord[] {
    const place = { topic: "activity.signals", partition: this.partition, key: "", headers: {} };
    return this.#values
      .slice(from, from + count)
      .map((value, index) => ({ ...place, offset: from + index, value, appendedAt: START + 100 * (from + index) }));
  }
}

export type ViewersOrder = "viewer by viewer" | "interleaved";

/** Views, ratings and likes of 5,000 viewers over the partitions; 5,000 films by a long-tailed popularity. */
export function createSignalLog(signals: number, order: ViewersOrder): LogPartition[] {
  const random = seeded(7);
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => new LogPartition(partition));
  const perViewer = Math.ceil(signals / VIEWERS);
  for (let n = 0; n < signals; n++) {
    const viewer = order === "interleaved" ? Math.floor(random() * VIEWERS) : Math.floor(n / perViewer);
    partitions[viewer % PARTITIONS]!.append(randomSignal(random, n, `u-${viewer}`));
  }
  return partitions;
}

function randomSignal(random: () => number, n: number, userId: string): SignalEvent {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const base = {
    eventId: `0199a3f2-${hex(n >>> 12, 4)}-7${hex(n & 0xfff, 3)}-b1d2-${hex(Math.floor(random() * 2 ** 48), 12)}`,
    userId,
    movieId: `ml-${Math.floor(FILMS * random() ** 3)}`,
    occurredAt: START + 100 * n - 1000,
    recommendationId: null,
  };
  const kind = random();
  if (kind < 0.5) return { ...base, type: "MovieViewed", progress: 1 };
  if (kind < 0.9) return { ...base, type: "MovieRated", rating: 0.5 + Math.floor(random() * 10) / 2 };
  return { ...base, type: "FeedbackGiven", feedback: "liked" };
}
