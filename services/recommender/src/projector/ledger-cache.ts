import type { EvolvingLedger } from "../ledger/evolving-ledger.ts";

const MAX_ENTRIES = 500_000;
/** A ledger without entries takes about as much memory as so many entries. */
const ENTRIES_OF_AN_EMPTY_ONE = 8;

type Owned = Readonly<{ owner: object; ledger: EvolvingLedger }>;

/**
 * Ledgers of the viewers seen last, so that they need not be read and folded for each batch. They are as they stand at
 * the offset that their owner has reached; to other owners they do not exist.
 *
 * There are two generations: what is used stays in the younger one, or moves there; when that holds half of what may be
 * held, it becomes the older one, and what the older one still holds is forgotten.
 */
export class LedgerCache {
  readonly #maxEntries: number;
  #young = new Map<string, Owned>();
  #old = new Map<string, Owned>();
  /** Entries of the younger generation. */
  #entries = 0;

  constructor(maxEntries = MAX_ENTRIES) {
    this.#maxEntries = maxEntries;
  }

  get(userId: string, owner: object): EvolvingLedger | undefined {
    const cached = this.#young.get(userId) ?? this.#rejuvenated(userId);
    return cached?.owner === owner ? cached.ledger : undefined;
  }

  put(userId: string, owner: object, ledger: EvolvingLedger): void {
    this.#young.set(userId, { owner, ledger });
    this.grew(ledger.size + ENTRIES_OF_AN_EMPTY_ONE);
  }

  /** Ledgers that the cache holds have got so many entries more. */
  grew(entries: number): void {
    this.#entries += entries;
    if (this.#entries < this.#maxEntries / 2) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#entries = 0;
  }

  forget(userId: string): void {
    this.#young.delete(userId);
    this.#old.delete(userId);
  }

  #rejuvenated(userId: string): Owned | undefined {
    const cached = this.#old.get(userId);
    if (cached === undefined) return undefined;
    this.#old.delete(userId);
    this.put(userId, cached.owner, cached.ledger);
    return cached;
  }
}
