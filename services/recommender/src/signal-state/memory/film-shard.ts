import { trendingWindows } from "../signal-state.ts";
import type { FilmDelta, FilmTotals, ShardId, StateEntry, TotalName, TrendingWindowName } from "../signal-state.ts";
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
  /** By film number; most numbers are other shards' films. */
  readonly #pairs: (CountsRow | undefined)[] = [];
  readonly #totals = new Map<number, TotalsRow>();
  readonly #trending = windows.map(() => new Map<number, CountsRow>());
  #next = { movieId: "", film: 0 };

  constructor(films: FilmNumbers) {
    this.#films = films;
  }

  apply(delta: FilmDelta): void {
    const film = this.#films.of(delta.movieId);
    switch (delta.kind) {
      case "pair": {
        const row = (this.#pairs[film] ??= new CountsRow("pairs", film));
        this.changed.touch(row);
        row.add(this.#numberOfNext(delta.next), delta.amount);
        return;
      }
      case "total": {
        const row = rowOf(this.#totals, film, () => new TotalsRow(film));
        this.changed.touch(row);
        row.add(delta.total, delta.amount);
        return;
      }
      case "trending":
        for (const [index, { window, bucketMs }] of windows.entries()) {
          const bucket = Math.floor(delta.occurredAt / bucketMs);
          const row = rowOf(this.#trending[index]!, bucket, () => new CountsRow("trending", `${window}/${bucket}`));
          this.changed.touch(row);
          row.add(film, delta.amount);
        }
    }
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
    return this.#totals.get(film)?.all();
  }

  /** One of the totals of all films of the shard, by number. */
  allOf(total: TotalName): Counts {
    const counts = new Counts();
    for (const [film, row] of this.#totals) counts.add(film, row.get(total));
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
    for (const [film, row] of this.#totals) {
      const totals = row.all();
      if (totals) yield { shard, kind: "totals", movieId: idOf(film), totals };
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
    else if (kind === "totals") this.#totals.set(Number(key), new TotalsRow(Number(key), bytes));
    else this.#restoreCounts(kind, key).restore(bytes);
  }

  #restoreCounts(kind: string, key: string | number): CountsRow {
    if (kind === "pairs") return (this.#pairs[Number(key)] = new CountsRow(kind, key));
    const row = new CountsRow("trending", key);
    const [window, bucket] = String(key).split("/") as [TrendingWindowName, string];
    this.#bucketsOf(window).set(Number(bucket), row);
    return row;
  }

  #bucketsOf(window: TrendingWindowName): Map<number, CountsRow> {
    return this.#trending[windows.findIndex((each) => each.window === window)]!;
  }
}

function rowOf<K, R>(rows: Map<K, R>, key: K, make: () => R): R {
  let row = rows.get(key);
  if (row === undefined) rows.set(key, (row = make()));
  return row;
}
