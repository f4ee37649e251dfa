import { totalNames, trendingWindows } from "../signal-state.ts";
import type { FilmDelta, StateDelta, TrendingWindowName, ViewerDelta } from "../signal-state.ts";
import { bucketName, suffixes } from "./keys.ts";
import { encodeRecord } from "./ledger-record.ts";
import { MsgpackWriter } from "./msgpack-writer.ts";

const windows = Object.entries(trendingWindows).map(([name, { bucketMs }]) => ({
  name: name as TrendingWindowName,
  bucketMs,
}));
/** Lua hands at most about 8,000 values to one call. */
const RECORDS_PER_PUSH = 1000;

type Amounts = Map<string, number>;

/**
 * The deltas of a batch for one shard as the script takes them, sums already made: [strings, sums, totals, records,
 * erased], where `sums` has per sorted set its key and references into `strings` of an amount and a member by turns,
 * `totals` per film what is added to each total, `records` per viewer the ledger's new records, and `erased` the viewer
 * of each erasure.
 */
export function packChanges(deltas: readonly StateDelta[], source: string): Buffer {
  const changes = new Changes(source);
  for (const delta of deltas) changes.add(delta);
  return changes.pack();
}

class Changes {
  readonly #source: string;
  readonly #pairs = new Map<string, Amounts>();
  readonly #trending = new Map<string, Amounts>();
  readonly #totals = new Map<string, number[]>();
  readonly #records = new Map<string, Buffer[]>();
  readonly #erased: string[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  add(delta: StateDelta): void {
    if ("movieId" in delta) this.#addToFilm(delta);
    else this.#addToViewer(delta);
  }

  #addToFilm(delta: FilmDelta): void {
    switch (delta.kind) {
      case "pair":
        return add(this.#pairs, delta.movieId, delta.next, delta.amount);
      case "total": {
        let totals = this.#totals.get(delta.movieId);
        if (totals === undefined) this.#totals.set(delta.movieId, (totals = totalNames.map(() => 0)));
        totals[totalNames.indexOf(delta.total)]! += delta.amount;
        return;
      }
      case "trending":
        for (const { name, bucketMs } of windows) {
          const bucket = bucketName(name, Math.floor(delta.occurredAt / bucketMs));
          add(this.#trending, bucket, delta.movieId, delta.amount);
        }
    }
  }

  #addToViewer(delta: ViewerDelta): void {
    let records = this.#records.get(delta.userId);
    if (records === undefined) this.#records.set(delta.userId, (records = []));
    records.push(encodeRecord(delta, this.#source));
    if (delta.kind === "erase") this.#erased.push(delta.userId);
  }

  pack(): Buffer {
    const strings = new Map<string, number>();
    const reference = (value: string) => {
      let at = strings.get(value);
      if (at === undefined) strings.set(value, (at = strings.size + 1));
      return at;
    };
    const sums = [...rows(suffixes.pairs, this.#pairs), ...rows(suffixes.trending, this.#trending)];
    const references = sums.map(({ amounts }) =>
      amounts.flatMap(([member, amount]) => [reference(String(amount)), reference(member)]),
    );

    const writer = new MsgpackWriter();
    writer.array(5);
    writer.array(strings.size);
    for (const value of strings.keys()) writer.string(value);
    writer.array(sums.length);
    for (const [index, { key }] of sums.entries()) {
      const ofSet = references[index]!;
      writer.array(1 + ofSet.length);
      writer.string(key);
      for (const value of ofSet) writer.uint(value);
    }
    writer.array(this.#totals.size);
    for (const [movieId, amounts] of this.#totals) {
      writer.array(1 + amounts.length);
      writer.string(movieId);
      for (const amount of amounts) writer.double(amount);
    }
    const pushes = [...this.#records].flatMap(([userId, records]) => inParts(userId, records));
    writer.array(pushes.length);
    for (const { userId, records } of pushes) {
      writer.array(1 + records.length);
      writer.string(userId);
      for (const record of records) writer.bytes(record);
    }
    writer.array(this.#erased.length);
    for (const userId of this.#erased) writer.string(userId);
    return writer.written();
  }
}

function add(sets: Map<string, Amounts>, set: string, member: string, amount: number): void {
  let amounts = sets.get(set);
  if (amounts === undefined) sets.set(set, (amounts = new Map()));
  amounts.set(member, (amounts.get(member) ?? 0) + amount);
}

function rows(prefix: string, sets: Map<string, Amounts>): { key: string; amounts: [string, number][] }[] {
  return Array.from(sets, ([name, amounts]) => ({
    key: prefix + name,
    amounts: [...amounts].filter(([, amount]) => amount !== 0),
  }));
}

function inParts(userId: string, records: readonly Buffer[]): { userId: string; records: readonly Buffer[] }[] {
  const count = Math.ceil(records.length / RECORDS_PER_PUSH);
  return Array.from({ length: count }, (_, part) => ({
    userId,
    records: records.slice(part * RECORDS_PER_PUSH, (part + 1) * RECORDS_PER_PUSH),
  }));
}
