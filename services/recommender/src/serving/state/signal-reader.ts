import { LRUCache } from "lru-cache";
import type { Catalog } from "../../catalog-copy/catalog-copy.ts";
import { foldLedger } from "../../ledger/fold-ledger.ts";
import type { ViewerProfile } from "../../ledger/viewer-profile.ts";
import type { SignalState, TrendingWindowName, Weighted } from "../../signal-state/signal-state.ts";
import { filmStatistics, type FilmStatistics } from "./film-statistics.ts";

/** What serving reads of the signal state. What is personal is always live; statistics may be a second old. */
export interface SignalReader {
  profile(userId: string): Promise<ViewerProfile>;
  /** Per film, at most 100 that came after it in viewers' histories. */
  neighbours(movieIds: readonly string[]): Promise<ReadonlyMap<string, readonly Weighted[]>>;
  statistics(): Promise<FilmStatistics>;
  trending(window: TrendingWindowName): Promise<readonly Weighted[]>;
}

const NEIGHBOURS = 100;
const TRENDING = 200;
const STATISTICS_AGE_MS = 1_000;
/** Statistics of a very large catalog may grow older, so that making them takes no more than a twentieth of the time. */
const RESTS_PER_WORK = 20;

export type SignalReaderOptions = Readonly<{
  state: SignalState;
  /** Which keyspace is read now. */
  keyspace: () => string;
  catalog: Catalog;
  /** Milliseconds since 1970: where the trending windows end. */
  now: () => number;
}>;

export function createSignalReader({ state, keyspace, catalog, now }: SignalReaderOptions): SignalReader {
  const statistics = new LRUCache<"all", FilmStatistics>({
    max: 1,
    ttl: STATISTICS_AGE_MS,
    fetchMethod: async (_all, _stale, { options }) => {
      const ids = Array.from(catalog.films(), ({ id }) => id);
      const totals = await state.totals(keyspace(), ids);
      const began = performance.now();
      const found = filmStatistics(catalog.films(), totals);
      options.ttl = Math.max(STATISTICS_AGE_MS, (performance.now() - began) * RESTS_PER_WORK);
      return found;
    },
  });
  const trending = new LRUCache<TrendingWindowName, readonly Weighted[]>({
    max: 3,
    ttl: STATISTICS_AGE_MS,
    fetchMethod: (window) => state.top(keyspace(), { window, now: now() }, TRENDING),
  });
  return {
    profile: async (userId) => foldLedger((await state.ledgers(keyspace(), [userId])).get(userId) ?? []),
    neighbours: (movieIds) => state.neighbours(keyspace(), movieIds, NEIGHBOURS),
    statistics: () => statistics.forceFetch("all"),
    trending: (window) => trending.forceFetch(window),
  };
}
