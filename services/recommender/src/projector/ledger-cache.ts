import type { EvolvingLedger } from "../ledger/evolving-ledger.ts";
import { SharedIds } from "./shared-ids.ts";

const MAX_ENTRIES = 500_000;
/** A ledger without entries takes about as much memory as so many entries. */
const ENTRIES_OF_AN_EMPTY_ONE = 8;
/** What is left when room has been made, of what may be held. */
const LEFT = 7 / 8;

type Held = { readonly owner: object; readonly ledger: EvolvingLedger; used: boolean };

/**
 * Ledgers of the viewers seen last, so that they need not be read and folded for each batch. They are as they stand at
 * the offset that their owner has reached; to other owners they do not exist.
 *
 * When there are more entries than may be held, the ledgers that came first go, but for those used since they came or
 * were last spared: these are spared.
 */
export class LedgerCache {
  /** The films' ids, as all ledgers here name them. */
  readonly ids = new SharedIds();
  readonly #maxEntries: number;
  readonly #held = new Map<string, Held>();
  /** At least as many entries as are held: those that were taken for new and were not are found out when room is made. */
  #entries = 0;

  constructor(maxEntries = MAX_ENTRIES) {
    this.#maxEntries = maxEntries;
  }

  get(userId: string, owner: object): EvolvingLedger | undefined {
    const held = this.#held.get(userId);
    if (held?.owner !== owner) return undefined;
    held.used = true;
    return held.ledger;
  }

  put(userId: string, owner: object, ledger: EvolvingLedger): void {
    this.#held.set(userId, { owner, ledger, used: false });
    this.grew(entriesOf(ledger));
  }

  /** Ledgers that the cache holds have got so many entries more, or fewer. */
  grew(entries: number): void {
    this.#entries += entries;
    if (this.#entries > this.#maxEntries) this.#makeRoom();
  }

  forget(userId: string): void {
    this.#held.delete(userId);
  }

  #makeRoom(): void {
    for (const [userId, held] of this.#held) {
      if (this.#entries <= this.#maxEntries * LEFT) break;
      this.#held.delete(userId);
      if (held.used) this.#held.set(userId, { ...held, used: false });
      else this.#entries -= entriesOf(held.ledger);
    }
    this.#entries = 0;
    for (const { ledger } of this.#held.values()) this.#entries += entriesOf(ledger);
  }
}

function entriesOf(ledger: EvolvingLedger): number {
  return ledger.size + ENTRIES_OF_AN_EMPTY_ONE;
}
