import type { Catalog } from "../catalog-copy/catalog-copy.ts";
import type { Recommender } from "../serving/recommender.ts";
import type { ServedPublisher } from "../serving/served-publisher.ts";
import type { FreshRead } from "./fresh-read.ts";

/** What the handlers call. */
export type RouteDeps = Readonly<{
  catalog: Catalog;
  recommender: Recommender;
  freshRead: FreshRead;
  servedPublisher: ServedPublisher;
  /** Milliseconds since 1970. */
  now: () => number;
}>;
