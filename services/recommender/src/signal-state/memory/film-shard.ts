import { trendingWindows } from "../signal-state.ts";
import type { FilmDelta, FilmTotals, ShardId, StateEntry, TotalName, TrendingWindowName } from "../signal-state.ts";
import { ChangedRows } from "./changed-rows.ts";
import { Counts } from "./counts.ts";
import { Fences } from "./fences.ts";
import type { FilmNumbers } from "./film-numbers.ts";
import { CountsRow, TotalsRow } from "./film-rows.ts";

const windows = Object.entries(trendingWindows) as [TrendingWindowName, { bucketMs: number; buckets: number }][];

/** The pairs, totals and trending buckets of some of the films. */
export class FilmShard {
  readonly changed = new ChangedRows();
  readonly fences = new Fences(this.changed);
  readonly #films: FilmNumbers;
  readonly #pairs = new Map<number, CountsRow>();
  readonly #totals = new Map<number, TotalsRow>();
  readonly #trending = new Map<string, CountsRow>();

  constructor(films: FilmNumbers) {
    this.#films = films;
  }

  apply(delta: FilmDelta): void {
    const film = this.#films.of(delta.movieId);
    switch (delta.kind) {
      case "pair": {
        const row = rowOf(this.#pairs, film, () => new CountsRow("pairs", film));
        this.changed.touch(row);
        row.counts.add(this.#films.of(delta.next), delta.amount);
        return;
      }
      case "total": {
        const row = rowOf(this.#totals, film, () => new TotalsRow(film));
        this.changed.touch(row);
        row.add(delta.total, delta.amount);
        return;
      }
      case "trending":
        for (const [window, { bucketMs }] of windows) {
          const key = bucketKey(window, Math.floor(delta.occurredAt / bucketMs));
          const row = rowOf(this.#trending, key, () => new CountsRow("trending", key));
          this.changed.touch(row);
          row.counts.add(film, delta.amount);
        }
    }
  }

  pairs(film: number): Counts | undefined {
    return this.#pairs.get(film)?.counts;
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
    const counts = new Counts();
    for (let bucket = last - buckets + 1; bucket <= last; bucket++) {
      this.#trending.get(bucketKey(window, bucket))?.counts.forEach((film, amount) => counts.add(film, amount));
    }
    return counts;
  }

  *scan(shard: ShardId): Iterable<StateEntry> {
    const idOf = (film: number) => this.#films.idOf(film);
    for (const [film, { counts }] of this.#pairs) {
      const { keys, amounts } = counts.columns();
      for (let index = 0; index < keys.length; index++) {
        yield { shard, kind: "pair", movieId: idOf(film), next: idOf(keys[index]!), amount: amounts[index]! };
      }
    }
    for (const [film, row] of this.#totals) {
      const totals = row.all();
      if (totals) yield { shard, kind: "totals", movieId: idOf(film), totals };
    }
    for (const [key, { counts }] of this.#trending) {
      const [window, bucket] = key.split("/") as [TrendingWindowName, string];
      const { keys, amounts } = counts.columns();
      for (let index = 0; index < keys.length; index++) {
        const movieId = idOf(keys[index]!);
        yield { shard, kind: "trending", movieId, window, bucket: Number(bucket), amount: amounts[index]! };
      }
    }
  }

  restore(kind: string, key: string | number, bytes: Uint8Array): void {
    if (kind === "fence") this.fences.restore(String(key), bytes);
    else if (kind === "pairs") this.#pairs.set(Number(key), new CountsRow("pairs", Number(key), Counts.decode(bytes)));
    else if (kind === "totals") this.#totals.set(Number(key), new TotalsRow(Number(key), bytes));
    else this.#trending.set(String(key), new CountsRow("trending", key, Counts.decode(bytes)));
  }
}

function bucketKey(window: TrendingWindowName, bucket: number): string {
  return `${window}/${bucket}`;
}

function rowOf<K, R>(rows: Map<K, R>, key: K, make: () => R): R {
  let row = rows.get(key);
  if (row === undefined) rows.set(key, (row = make()));
  return row;
}
