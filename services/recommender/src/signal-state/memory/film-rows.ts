import { totalNames } from "../signal-state.ts";
import type { FilmTotals, TotalName } from "../signal-state.ts";
import type { Blocks } from "./blocks.ts";
import type { Row } from "./changed-rows.ts";
import { Counts } from "./counts.ts";

/** Amounts by film number: a film's pairs, or a trending bucket. */
export class CountsRow extends Counts implements Row {
  readonly kind: "pairs" | "trending";
  readonly key: number | string;
  changedIn = 0;
  /** How often it has changed since it is in memory. */
  changes = 0;

  constructor(kind: "pairs" | "trending", key: number | string, blocks: Blocks) {
    super(blocks);
    this.kind = kind;
    this.key = key;
  }
}

const placeOfTotal = Object.fromEntries(totalNames.map((name, index) => [name, index])) as Record<TotalName, number>;

export class TotalsRow implements Row {
  readonly kind = "totals";
  readonly key: number;
  changedIn = 0;
  readonly #amounts: Float64Array<ArrayBuffer>;

  constructor(film: number, bytes?: Uint8Array) {
    this.key = film;
    this.#amounts = bytes ? new Float64Array(bytes.slice().buffer) : new Float64Array(totalNames.length);
  }

  add(total: TotalName, amount: number): void {
    this.#amounts[placeOfTotal[total]]! += amount;
  }

  get(total: TotalName): number {
    return this.#amounts[placeOfTotal[total]]!;
  }

  /** Undefined when all are 0. */
  all(): FilmTotals | undefined {
    if (this.#amounts.every((amount) => amount === 0)) return undefined;
    const totals = {} as Record<TotalName, number>;
    for (let index = 0; index < totalNames.length; index++) totals[totalNames[index]!] = this.#amounts[index]!;
    return totals;
  }

  encode(): Uint8Array<ArrayBuffer> | null {
    return this.all() ? new Uint8Array(this.#amounts.slice().buffer) : null;
  }
}
