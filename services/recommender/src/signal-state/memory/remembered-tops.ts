import { LRUCache } from "lru-cache";
import type { Weighted } from "../signal-state.ts";
import type { CountsRow } from "./film-rows.ts";
import { selectTop } from "./select-top.ts";

/** Of a hundred neighbours, about 7 kB each. */
const MOST_ROWS = 4_000;

type Remembered = Readonly<{ changes: number; limit: number; top: readonly Weighted[] }>;

/** {@link selectTop} of rows, remembered for as long as a row stays as it is: of those that are asked for most lately. */
export class RememberedTops {
  readonly #tops = new LRUCache<CountsRow, Remembered>({ max: MOST_ROWS });

  of(row: CountsRow, limit: number, idOf: (key: number) => string): readonly Weighted[] {
    const known = this.#tops.get(row);
    if (known?.changes === row.changes && known.limit === limit) return known.top;
    const top = selectTop(row, limit, idOf);
    this.#tops.set(row, { changes: row.changes, limit, top });
    return top;
  }
}
