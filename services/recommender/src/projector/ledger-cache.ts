import { LRUCache } from "lru-cache";
import type { EvolvingLedger } from "../ledger/evolving-ledger.ts";

const MAX_ENTRIES = 500_000;
/** A ledger without entries takes about as much memory as so many entries. */
const ENTRIES_OF_AN_EMPTY_ONE = 8;

/**
 * Ledgers of the viewers seen last, so that they need not be read and folded for each batch. They are as they stand at
 * the offset that their owner has reached; to other owners they do not exist.
 */
export class LedgerCache {
  readonly #ledgers = new LRUCache<string, Readonly<{ owner: object; ledger: EvolvingLedger }>>({
    maxSize: MAX_ENTRIES,
    sizeCalculation: ({ ledger }) => ledger.size + ENTRIES_OF_AN_EMPTY_ONE,
  });

  /** Hands the ledger over: the cache forgets it until it is put back. */
  take(userId: string, owner: object): EvolvingLedger | undefined {
    const cached = this.#ledgers.get(userId);
    if (cached?.owner !== owner) return undefined;
    this.#ledgers.delete(userId);
    return cached.ledger;
  }

  put(userId: string, owner: object, ledger: EvolvingLedger): void {
    this.#ledgers.set(userId, { owner, ledger });
  }
}
