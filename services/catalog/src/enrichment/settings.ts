import { Type, type Static } from "typebox";
import type { EnrichmentOptions } from "./enrichment-job.ts";

/** The settings of enriching films from TMDB, which is off without a key. */
export const enrichmentSettings = {
  TMDB_API_KEY: Type.Optional(
    Type.String({ minLength: 1, description: "TMDB's read access token or API key; or TMDB_API_KEY_FILE" }),
  ),
  TMDB_URL: Type.String({ format: "uri", default: "https://api.themoviedb.org/3" }),
  TMDB_REQUESTS_PER_SECOND: Type.Number({
    exclusiveMinimum: 0,
    maximum: 39,
    default: 20,
    description: "TMDB asks for less than 40",
  }),
  TMDB_CACHE_FOLDER: Type.Optional(
    Type.String({ minLength: 1, description: "where replies of TMDB are kept, for six months at most" }),
  ),
};

/** How to ask TMDB; undefined without a key. */
export function enrichmentOf(
  config: Static<ReturnType<typeof Type.Object<typeof enrichmentSettings>>>,
): EnrichmentOptions | undefined {
  if (config.TMDB_API_KEY === undefined) return undefined;
  return {
    apiKey: config.TMDB_API_KEY,
    baseUrl: config.TMDB_URL.replace(/\/+$/, ""),
    requestsPerSecond: config.TMDB_REQUESTS_PER_SECOND,
    cacheFolder: config.TMDB_CACHE_FOLDER,
  };
}
