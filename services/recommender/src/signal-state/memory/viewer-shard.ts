import type { LedgerEntry, ShardId, StateEntry, ViewerDelta } from "../signal-state.ts";
import { ChangedRows } from "./changed-rows.ts";
import { Fences } from "./fences.ts";
import type { FilmNumbers } from "./film-numbers.ts";
import { LedgerRow } from "./ledger-row.ts";

/** The ledgers of some of the viewers. */
export class ViewerShard {
  readonly changed = new ChangedRows();
  readonly fences = new Fences(this.changed);
  readonly #films: FilmNumbers;
  readonly #ledgers = new Map<string, LedgerRow>();
  readonly #withErased = new Set<LedgerRow>();

  constructor(films: FilmNumbers) {
    this.#films = films;
  }

  /** Makes the changes that lie behind the source's fence. */
  apply(deltas: readonly ViewerDelta[], fence: number, source: string): void {
    for (const delta of deltas) if (delta.offset > fence) this.#change(delta, source);
  }

  #change(delta: ViewerDelta, source: string): void {
    let row = this.#ledgers.get(delta.userId);
    if (row === undefined) this.#ledgers.set(delta.userId, (row = new LedgerRow(delta.userId)));
    this.changed.touch(row);
    row.change(delta, source, this.#films);
    if (row.hasErased) this.#withErased.add(row);
  }

  /** The viewer's ledger, as it stood before an offset where one is given; empty when there is none. */
  read(userId: string, before?: number): readonly LedgerEntry[] {
    return this.#ledgers.get(userId)?.read(this.#films, before) ?? [];
  }

  /** See {@link LedgerRow.version}; 0 when there is no ledger. */
  versionOf(userId: string): number {
    return this.#ledgers.get(userId)?.version ?? 0;
  }

  /** Drops erased ledgers for good. `passed` tells, of a source, the offset that every shard has durably passed. */
  forget(passed: (source: string) => number): boolean {
    const forgettable = [...this.#withErased].filter((row) => row.canForget(passed));
    for (const row of forgettable) {
      this.changed.touch(row);
      row.forget(passed);
      if (!row.hasErased) this.#withErased.delete(row);
      if (row.isEmpty) this.#ledgers.delete(row.key);
    }
    return forgettable.length > 0;
  }

  *scan(shard: ShardId): Iterable<StateEntry> {
    for (const [userId, row] of this.#ledgers) {
      const entries = row.read(this.#films);
      if (entries.length > 0) yield { shard, kind: "ledger", userId, entries };
    }
  }

  restore(kind: string, key: string | number, bytes: Uint8Array): void {
    if (kind === "fence") return this.fences.restore(String(key), bytes);
    const row = LedgerRow.decode(String(key), bytes);
    this.#ledgers.set(row.key, row);
    if (row.hasErased) this.#withErased.add(row);
  }
}
