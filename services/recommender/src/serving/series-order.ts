import { earliestUnseen } from "@projectionist/recsys";
import type { Catalog } from "../catalog-copy/catalog-copy.ts";

/** The film of this one's series to see next: the earliest that is not among the seen ones. */
export function nextInSeries(movieId: string, seen: ReadonlySet<string>, catalog: Catalog): string | undefined {
  const name = catalog.film(movieId)?.series;
  return name ? earliestUnseen(catalog.series(name), seen)?.id : undefined;
}

/** The film to see before this one: an earlier, unseen one of its series. */
export function unseenPredecessor(movieId: string, seen: ReadonlySet<string>, catalog: Catalog): string | undefined {
  if (catalog.film(movieId)?.seriesOrder == null) return undefined;
  const next = nextInSeries(movieId, seen, catalog);
  return next === movieId ? undefined : next;
}
