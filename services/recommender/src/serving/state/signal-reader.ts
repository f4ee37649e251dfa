import { setImmediate as nextTurn } from "node:timers/promises";
import type { Catalog } from "../../catalog-copy/catalog-copy.ts";
import { foldLedger } from "../../ledger/fold-ledger.ts";
import type { ViewerProfile } from "../../ledger/viewer-profile.ts";
import type { SignalState, TrendingWindowName, Weighted } from "../../signal-state/signal-state.ts";
import { refreshed } from "./refreshed.ts";
import { filmLists, filmStatistics, type FilmStatistics } from "./film-statistics.ts";

/** What serving reads of the signal state. What is personal is always live; statistics may be a second old. */
export interface SignalReader {
  profile(userId: string): Promise<ViewerProfile>;
  /** Another number whenever the profile is another one; undefined where that cannot be told without reading it. */
  profileVersion(userId: string): number | undefined;
  /** Per film, at most 100 that came after it in viewers' histories. */
  neighbours(movieIds: readonly string[]): Promise<ReadonlyMap<string, readonly Weighted[]>>;
  statistics(): Promise<FilmStatistics>;
  trending(window: TrendingWindowName): Promise<readonly Weighted[]>;
}

const NEIGHBOURS = 100;
const TRENDING = 200;
/** Statistics of a very large catalog may grow older, so that making them takes no more than a twentieth of the time. */
const AGES = { freshMs: 1_000, usableMs: 2_000, restsPerWork: 20 };

export type SignalReaderOptions = Readonly<{
  state: SignalState;
  /** Which keyspace is read now. */
  keyspace: () => string;
  catalog: Catalog;
  /** Milliseconds since 1970: where the trending windows end. */
  now: () => number;
}>;

export function createSignalReader({ state, keyspace, catalog, now }: SignalReaderOptions): SignalReader {
  const readStatistics = async () => {
    const ids = Array.from(catalog.films(), ({ id }) => id);
    const statistics = filmStatistics(catalog.films(), await state.totals(keyspace(), ids));
    // Each list is made when it is first looked at: here, so that nobody waits for all of them at once.
    for (const list of filmLists) {
      await nextTurn();
      void statistics[list];
    }
    return statistics;
  };
  const trendingOf = (window: TrendingWindowName) =>
    refreshed(() => state.top(keyspace(), { window, now: now() }, TRENDING), AGES);
  const trending = { "1h": trendingOf("1h"), "24h": trendingOf("24h"), "7d": trendingOf("7d") };
  return {
    profile: async (userId) => foldLedger((await state.ledgers(keyspace(), [userId])).get(userId) ?? []),
    profileVersion: (userId) => state.ledgerVersion(keyspace(), userId),
    neighbours: (movieIds) => state.neighbours(keyspace(), movieIds, NEIGHBOURS),
    statistics: refreshed(readStatistics, AGES),
    trending: (window) => trending[window](),
  };
}
