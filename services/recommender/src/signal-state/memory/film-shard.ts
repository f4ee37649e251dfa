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
  /** By film number; most numbers are other shards' films. */
  readonly #pairs: (CountsRow | undefined)[] = [];
  readonly #totals: (TotalsRow | undefined)[] = [];
  readonly #trending = windows.map(() => new Map<number, CountsRow>());
  #next = { movieId: "", film: 0 };

  constructor(films: FilmNumbers) {
    this.#films = films;
  }

  apply(delta: FilmDelta): void {
    const film = this.#films.of(delta.movieId);
    switch (delta.kind) {
      case "pair": {
        const row = (this.#pairs[film] ??= new CountsRow("pairs", film, this.#blocks));
        this.changed.touch(row);
        row.add(this.#numberOfNext(delta.next), delta.amount);
        return;
      }
      case "total": {
        const row = (this.#totals[film] ??= new TotalsRow(film));
        this.changed.touch(row);
        row.add(delta.total, delta.amount);
        return;
      }
      case "trending":
        for (let index = 0; index < windows.length; index++) {
          const row = this.#bucketOf(index, delta.occurredAt);
          this.changed.touch(row);
          row.add(film, delta.amount);
        }
    }
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

  pairs(film: number): Counts | undefined {
    return this.#pairs[film];
  }

  totals(film: number): FilmTotals | undefined {
    return this.#totals[film]?.all();
  }

  /** One of the totals of all films of the shard, by number. */
  allOf(total: TotalName): Counts {
    const counts = new Counts();
    for (const row of this.#totals) if (row) counts.add(row.key, row.get(total));
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
    for (const [film, row] of this.#pairs.entries()) {
      const { keys, amounts } = row?.columns() ?? { keys: [], amounts: [] };
      for (let index = 0; index < keys.length; index++) {
        yield { shard, kind: "pair", movieId: idOf(film), next: idOf(keys[index]!), amount: amounts[index]! };
      }
    }
    for (const row of this.#totals) {
      const totals = row?.all();
      if (row && totals) yield { shard, kind: "totals", movieId: idOf(row.key), totals };
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
    else if (kind === "totals") this.#totals[Number(key)] = new TotalsRow(Number(key), bytes);
    else this.#restoreCounts(kind, key).restore(bytes);
  }

  #restoreCounts(kind: string, key: string | number): CountsRow {
    if (kind === "pairs") return (this.#pairs[Number(key)] = new CountsRow(kind, key, this.#blocks));
    const row = new CountsRow("trending", key, this.#blocks);
    const [window, bucket] = String(key).split("/") as [TrendingWindowName, string];
    this.#bucketsOf(window).set(Number(bucket), row);
    return row;
  }

  #bucketsOf(window: TrendingWindowName): Map<number, CountsRow> {
    return this.#trending[windows.findIndex((each) => each.window === window)]!;
  }
}
