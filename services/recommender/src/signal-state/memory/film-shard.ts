import { trendingWindows } from "../signal-state.ts";
import type { FilmDelta, FilmTotals, ShardId, StateEntry, TotalName, TrendingWindowName } from "../signal-state.ts";
import { Blocks } from "./blocks.ts";
import { ChangedRows } from "./changed-rows.ts";
import { Counts } from "./counts.ts";
import { Fences } from "./fences.ts";
import type { FilmNumbers } from "./film-numbers.ts";
import { CountsRow, TotalsRow } from "./film-rows.ts";

const windows = Object.entries(trendingWindows).map(([window, { bucketMs }]) => ({
  window: window as TrendingWindowName,
  bucketMs,
}));

/** The pairs, totals and trending buckets of some of the films. */
export class FilmShard {
  readonly changed = new ChangedRows();
  readonly fences = new Fences(this.changed);
  readonly #films: FilmNumbers;
  readonly #blocks = new Blocks();
  readonly #pairs = new Map<string, CountsRow>();
  readonly #totals = new Map<string, TotalsRow>();
  readonly #trending = windows.map(() => new Map<number, CountsRow>());
  #next = { movieId: "", film: 0 };

  constructor(films: FilmNumbers) {
    this.#films = films;
  }

  /** Adds what lies behind the fence. */
  apply(deltas: readonly FilmDelta[], fence: number): void {
    for (const delta of deltas) if (delta.offset > fence) this.#add(delta);
  }

  #add(delta: FilmDelta): void {
    switch (delta.kind) {
      case "pair": {
        const row = this.#pairs.get(delta.movieId) ?? this.#newPairs(delta.movieId);
        this.changed.touch(row);
        row.changes++;
        row.add(this.#numberOfNext(delta.next), delta.amount);
        return;
      }
      case "total": {
        const row = this.#totals.get(delta.movieId) ?? this.#newTotals(delta.movieId);
        this.changed.touch(row);
        row.add(delta.total, delta.amount);
        return;
      }
      case "trending": {
        const film = this.#films.of(delta.movieId);
        for (let index = 0; index < windows.length; index++) {
          const row = this.#bucketOf(index, delta.occurredAt);
          this.changed.touch(row);
          row.add(film, delta.amount);
        }
      }
    }
  }

  #newPairs(movieId: string): CountsRow {
    const row = new CountsRow("pairs", this.#films.of(movieId), this.#blocks);
    this.#pairs.set(movieId, row);
    return row;
  }

  #newTotals(movieId: string, bytes?: Uint8Array): TotalsRow {
    const row = new TotalsRow(this.#films.of(movieId), bytes);
    this.#totals.set(movieId, row);
    return row;
  }

  #bucketOf(index: number, occurredAt: number): CountsRow {
    const { window, bucketMs } = windows[index]!;
    const rows = this.#trending[index]!;
    const bucket = Math.floor(occurredAt / bucketMs);
    let row = rows.get(bucket);
    if (row === undefined) rows.set(bucket, (row = new CountsRow("trending", `${window}/${bucket}`, this.#blocks)));
    return row;
  }

  /** Deltas of one film after another end in the same `next`. */
  #numberOfNext(movieId: string): number {
    if (this.#next.movieId !== movieId || this.#next.film === 0) {
      this.#next = { movieId, film: this.#films.of(movieId) };
    }
    return this.#next.film;
  }

  pairs(movieId: string): CountsRow | undefined {
    return this.#pairs.get(movieId);
  }

  totals(movieId: string): FilmTotals | undefined {
    return this.#totals.get(movieId)?.all();
  }

  /** One of the totals of all films of the shard, by number. */
  allOf(total: TotalName): Counts {
    const counts = new Counts();
    for (const row of this.#totals.values()) counts.add(row.key, row.get(total));
    return counts;
  }

  /** What the films of the shard have in the trending window that ends at `now`, by number. */
  trending(window: TrendingWindowName, now: number): Counts {
    const { bucketMs, buckets } = trendingWindows[window];
    const last = Math.floor(now / bucketMs);
    const rows = this.#bucketsOf(window);
    const counts = new Counts();
    for (let bucket = last - buckets + 1; bucket <= last; bucket++) {
      rows.get(bucket)?.forEach((film, amount) => counts.add(film, amount));
    }
    return counts;
  }

  *scan(shard: ShardId): Iterable<StateEntry> {
    const idOf = (film: number) => this.#films.idOf(film);
    for (const [movieId, row] of this.#pairs) {
      const { keys, amounts } = row.columns();
      for (let index = 0; index < keys.length; index++) {
        yield { shard, kind: "pair", movieId, next: idOf(keys[index]!), amount: amounts[index]! };
      }
    }
    for (const [movieId, row] of this.#totals) {
      const totals = row.all();
      if (totals) yield { shard, kind: "totals", movieId, totals };
    }
    for (const { window } of windows) {
      for (const [bucket, row] of this.#bucketsOf(window)) {
        const { keys, amounts } = row.columns();
        for (let index = 0; index < keys.length; index++) {
          const movieId = idOf(keys[index]!);
          yield { shard, kind: "trending", movieId, window, bucket, amount: amounts[index]! };
        }
      }
    }
  }

  restore(kind: string, key: string | number, bytes: Uint8Array): void {
    if (kind === "fence") this.fences.restore(String(key), bytes);
    else if (kind === "totals") this.#newTotals(this.#films.idOf(Number(key)), bytes);
    else this.#restoreCounts(kind, key).restore(bytes);
  }

  #restoreCounts(kind: string, key: string | number): CountsRow {
    if (kind === "pairs") return this.#newPairs(this.#films.idOf(Number(key)));
    const row = new CountsRow("trending", key, this.#blocks);
    const [window, bucket] = String(key).split("/") as [TrendingWindowName, string];
    this.#bucketsOf(window).set(Number(bucket), row);
    return row;
  }

  #bucketsOf(window: TrendingWindowName): Map<number, CountsRow> {
    return this.#trending[windows.findIndex((each) => each.window === window)]!;
  }
}
