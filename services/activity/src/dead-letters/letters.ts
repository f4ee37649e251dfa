import type { LogRecord } from "@projectionist/bus";
import {
  REPLAY_HEADER,
  deadLetterHeaders,
  deadLetterResolutions,
  resolutionHeaders,
  type DeadLetterResolution,
  type DeadLetterSource,
} from "@projectionist/contracts";

/** What became of a letter; `at` in milliseconds since 1970. */
export type Resolution = Readonly<{
  kind: DeadLetterResolution;
  at: number;
  by: string | null;
  replayedTo: string | null;
}>;

/** A record of `topic` that could not be read, and who put it aside. */
export type DeadLetter = Readonly<{
  topic: DeadLetterSource;
  partition: number;
  offset: number;
  key: string;
  value: Uint8Array;
  /** The record's own. */
  headers: Readonly<Record<string, string>>;
  error: string;
  schemaId: number | null;
  groups: readonly string[];
  /** Milliseconds since 1970, when it was put aside first. */
  buriedAt: number;
  replayOf: string | null;
  resolution: Resolution | null;
}>;

const MOST_BYTES = 32 * 1_048_576;
const OVERHEAD_BYTES = 1_000;

/** The letters of one topic, as the records of its topic of dead letters tell them. */
export class Letters {
  readonly #topic: DeadLetterSource;
  readonly #mostBytes: number;
  readonly #letters = new Map<string, DeadLetter>();
  readonly #resolutions = new Map<string, Resolution>();
  #bytes = 0;
  #notHeld = 0;

  /** Past so many bytes the oldest letters are let go. */
  constructor(topic: DeadLetterSource, mostBytes = MOST_BYTES) {
    this.#topic = topic;
    this.#mostBytes = mostBytes;
  }

  /** How many letters were let go. */
  get notHeld(): number {
    return this.#notHeld;
  }

  /** Takes in a record of the topic of dead letters, in log order; what is no letter of ours is left out. */
  add(record: LogRecord): void {
    const resolved = record.headers[resolutionHeaders.resolves];
    if (resolved !== undefined) return this.#resolve(resolved, record);
    const letter = letterOf(this.#topic, record);
    if (letter === undefined) return;
    const place = placeOf(letter);
    const known = this.#letters.get(place);
    if (known) {
      this.#letters.set(place, { ...known, groups: [...new Set([...known.groups, ...letter.groups])] });
      return;
    }
    this.#letters.set(place, letter);
    this.#bytes += bytesOf(letter);
    for (const [oldest, { value }] of this.#letters) {
      if (this.#bytes <= this.#mostBytes || oldest === place) break;
      this.#letters.delete(oldest);
      this.#bytes -= bytesOf({ value });
      this.#notHeld += 1;
    }
  }

  find(partition: number, offset: number): DeadLetter | undefined {
    const place = placeOf({ partition, offset });
    const letter = this.#letters.get(place);
    return letter && { ...letter, resolution: this.#resolutions.get(place) ?? null };
  }

  all(): DeadLetter[] {
    return [...this.#letters].map(([place, letter]) => ({
      ...letter,
      resolution: this.#resolutions.get(place) ?? null,
    }));
  }

  /** The first one counts: what a letter is resolved to is not done again by being put aside once more. */
  #resolve(place: string, { headers, appendedAt }: LogRecord): void {
    const kind = deadLetterResolutions.find((one) => one === headers[resolutionHeaders.resolution]);
    if (kind === undefined || this.#resolutions.has(place)) return;
    this.#resolutions.set(place, {
      kind,
      at: appendedAt,
      by: headers[resolutionHeaders.by] ?? null,
      replayedTo: headers[resolutionHeaders.replayedTo] ?? null,
    });
  }
}

/** How a marker names the letter that it resolves, within its topic. */
export function placeOf({ partition, offset }: Readonly<{ partition: number; offset: number }>): string {
  return `${partition}/${offset}`;
}

function letterOf(topic: DeadLetterSource, { key, value, headers, appendedAt }: LogRecord): DeadLetter | undefined {
  const partition = Number(headers[deadLetterHeaders.partition] ?? NaN);
  const offset = Number(headers[deadLetterHeaders.offset] ?? NaN);
  if (!Number.isSafeInteger(partition) || !Number.isSafeInteger(offset)) return undefined;
  const schemaId = headers[deadLetterHeaders.schemaId];
  const group = headers[deadLetterHeaders.group];
  const added = new Set<string>(Object.values(deadLetterHeaders));
  return {
    topic,
    partition,
    offset,
    key,
    value,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !added.has(name))),
    error: headers[deadLetterHeaders.error] ?? "",
    schemaId: schemaId ? Number(schemaId) : null,
    groups: group === undefined ? [] : [group],
    buriedAt: appendedAt,
    replayOf: headers[REPLAY_HEADER] ?? null,
    resolution: null,
  };
}

function bytesOf({ value }: Readonly<{ value: Uint8Array }>): number {
  return value.length + OVERHEAD_BYTES;
}
