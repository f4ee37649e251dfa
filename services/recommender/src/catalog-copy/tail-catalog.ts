import type { EventLog, Tail } from "@projectionist/bus";
import type { MovieRemoved, MovieUpserted } from "@projectionist/contracts";
import { tailEvents, type Logger } from "@projectionist/service-kit";
import type { CatalogCopy } from "./catalog-copy.ts";

/** Keeps the copy filled from the start of `catalog.movies` on; every instance reads all of it. */
export async function tailCatalog(
  copy: CatalogCopy,
  { log, logger, onChanged = () => {} }: Readonly<{ log: EventLog; logger: Logger; onChanged?: () => void }>,
): Promise<Tail> {
  return tailEvents<MovieUpserted | MovieRemoved>({
    log,
    logger,
    topic: "catalog.movies",
    from: [],
    onEvents: async (events) => {
      for (const { event } of events) {
        if (event.type === "MovieUpserted" || event.type === "MovieRemoved") copy.apply(event);
      }
      onChanged();
    },
  });
}
