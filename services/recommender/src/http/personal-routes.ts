import { noteServed, rankCandidates, rankOperations, type SearchCandidate } from "@projectionist/contracts";
import { ProblemError, route, viewerOf } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { checkMovie } from "./check-movies.ts";
import { recommendationsServed, servedBy } from "./served.ts";
import type { RouteDeps } from "./route-deps.ts";

/** What is recommended to a viewer, and why. */
export function personalRoutes(app: FastifyInstance, deps: RouteDeps): void {
  const { catalog, recommender, freshRead, servedPublisher, now } = deps;

  route(app, rankOperations.myRecommendations, async (request) => {
    const userId = viewerOf(request);
    const { strategy = "auto", limit = 12, after } = request.query;
    const { found, freshness } = await freshRead(userId, after, () => recommender.home(userId, { strategy, limit }));
    const { rows } = found;
    const served = servedBy(found);
    const { position } = freshness;
    const event = recommendationsServed({ userId, surface: "home", served, position, rows, now: now() });
    servedPublisher.publish(event, request.origin);
    return { status: 200, body: { rows, ...served, ...freshness } };
  });

  route(app, rankOperations.userRecommendations, async ({ params: { userId }, query, origin }) => {
    const { strategy = "auto", limit = 20, after } = query;
    const { found, freshness } = await freshRead(userId, after, () => recommender.forUser(userId, { strategy, limit }));
    const { items } = found;
    const served = servedBy(found);
    const rows = [{ id: "for-user", items }];
    const { position } = freshness;
    const event = recommendationsServed({ userId, surface: "for-user", served, position, rows, now: now() });
    servedPublisher.publish(event, origin);
    return { status: 200, body: { items, ...served, ...freshness } };
  });

  route(app, rankCandidates, async (request) => {
    const userId = viewerOf(request);
    const { candidates, purpose } = request.body;
    checkDistinct(candidates);
    const { found, freshness } = await freshRead(userId, request.query.after, () =>
      recommender.rank(userId, candidates, purpose),
    );
    return { status: 200, body: { ...found, ...freshness } };
  });

  route(app, noteServed, async (request) => {
    const { surface, position, items, ...served } = request.body;
    const shown = { userId: viewerOf(request), surface, served, position, rows: [{ id: surface, items }], now: now() };
    servedPublisher.publish(recommendationsServed(shown), request.origin);
    return { status: 204 };
  });

  route(app, rankOperations.why, async (request) => {
    const userId = viewerOf(request);
    const { movieId } = request.params;
    checkMovie(movieId, catalog);
    const { found, freshness } = await freshRead(userId, request.query.after, () => recommender.why(userId, movieId));
    return { status: 200, body: { ...found, ...freshness } };
  });
}

/** @throws {ProblemError} `validation-failed`, naming the film that is there twice */
function checkDistinct(candidates: readonly SearchCandidate[]): void {
  const places = new Map<string, number>();
  for (const [place, { id }] of candidates.entries()) {
    const first = places.get(id);
    if (first !== undefined) {
      const message = `is the film of candidates/${first} again: send each film once`;
      throw new ProblemError("validation-failed", { errors: [{ path: `/candidates/${place}/id`, message }] });
    }
    places.set(id, place);
  }
}
