import type { Collection, Documents } from "@projectionist/stores";

/**
 * That an account was erased, under its id, for ever: no account gets the id again, and erasing it once more answers the
 * same. Nothing in it is personal. `erasedAt` in milliseconds since 1970.
 */
export type AccountErasure = Readonly<{ receiptId: string; erasedAt: number; sessions: number }>;

export type AccountErasures = Collection<AccountErasure>;

export function openAccountErasures(documents: Documents): Promise<AccountErasures> {
  return documents.collection<AccountErasure>({ name: "account_erasures" });
}
