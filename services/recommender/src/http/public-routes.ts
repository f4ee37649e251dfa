import { rankOperations } from "@projectionist/contracts";
import { route } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import type { ServedList } from "../serving/recommender.ts";
import { checkMovie, knownMovies } from "./check-movies.ts";
import { servedBy } from "./served.ts";
import type { RouteDeps } from "./route-deps.ts";

/** What is recommended to anybody. */
export function publicRoutes(app: FastifyInstance, { catalog, recommender, freshRead }: RouteDeps): void {
  const answer = async (read: () => Promise<ServedList>) => {
    const { found, freshness } = await freshRead(null, undefined, read);
    return { status: 200, body: { items: found.items, ...servedBy(found), ...freshness } } as const;
  };

  route(app, rankOperations.similarMovies, async ({ params: { movieId }, query: { limit = 20 } }) => {
    checkMovie(movieId, catalog);
    return answer(() => recommender.similar(movieId, limit));
  });

  route(app, rankOperations.sessionRecommendations, async ({ body: { movieIds, limit = 20 } }) => {
    const known = knownMovies(movieIds, catalog);
    return answer(() => recommender.session(known, limit));
  });

  route(app, rankOperations.trending, async ({ query: { window = "24h", limit = 20 } }) =>
    answer(() => recommender.trending(window, limit)),
  );

  route(app, rankOperations.popular, async ({ query: { limit = 20 } }) => answer(() => recommender.popular(limit)));

  route(app, rankOperations.newMovies, async ({ query: { limit = 20 } }) => answer(() => recommender.newest(limit)));
}
