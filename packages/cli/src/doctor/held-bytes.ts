/** Bytes that one more signal, viewer, film and pair of films take in a store. */
export type HeldBytes = Readonly<{ store: string; signal: number; viewer: number; film: number; pair: number }>;

/**
 * Measured by `node infra/bench/held.ts --redis …` on 2026-11-21 (Node 24.21.0, SQLite of Node, Redis 7.4): 100,000 signals
 * for the states, 10,000 for log and documents, spread over a month, with UUIDs as ids. A signal's share includes the up to
 * three trending buckets that a live one adds to. A viewer's includes the account, a film's its facts and those in the bundled
 * catalog. Kafka keeps about the bytes of the embedded log, once per replica; MongoDB was not measured.
 */
export const heldBytes: readonly HeldBytes[] = [
  { store: "state, embedded: memory", signal: 180, viewer: 1125, film: 343, pair: 44 },
  { store: "state, embedded: file", signal: 116, viewer: 575, film: 152, pair: 14 },
  { store: "state, Redis: memory", signal: 140, viewer: 264, film: 257, pair: 138 },
  { store: "log, embedded: file", signal: 392, viewer: 31, film: 0, pair: 0 },
  { store: "documents, SQLite: files", signal: 596, viewer: 410, film: 1325, pair: 0 },
];
