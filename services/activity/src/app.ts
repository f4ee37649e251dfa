import { activityOperations as operations, type Positions, type SignalInput } from "@projectionist/contracts";
import {
  ProblemError,
  createApp,
  positionRoutes,
  route,
  viewerOf,
  type AppDeps,
  type HandlerRequest,
} from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import type { PostReview } from "./commands/post-review.ts";
import type { Request, Retract, Written } from "./commands/retract.ts";
import { deadLetterRoutes, type DeadLetterDeps } from "./dead-letters/dead-letter-routes.ts";
import { problemOfRejection, type Ingest } from "./ingest/ingest.ts";
import type { KnownMovies } from "./ingest/known-movies.ts";
import type { Collections } from "./projection/collections.ts";
import type { ErasureReceipt } from "./reads/erasure-receipt.ts";
import type { FreshRead } from "./reads/fresh-read.ts";
import { historyOf, ratingsOf, watchlistOf } from "./reads/my-lists.ts";
import { reviewsBy, reviewsOf } from "./reads/reviews.ts";

export type ActivityAppDeps = Omit<AppDeps, "service"> &
  Readonly<{
    collections: Collections;
    movies: KnownMovies;
    ingest: Ingest;
    retract: Retract;
    postReview: PostReview;
    freshRead: FreshRead;
    erasureReceipt: ErasureReceipt;
    positions: () => Promise<Positions>;
  }> &
  DeadLetterDeps;

/** What viewers do, over HTTP. */
export function buildApp(deps: ActivityAppDeps): FastifyInstance {
  const { collections, movies, ingest, retract, postReview, freshRead, erasureReceipt } = deps;
  const app = createApp({ ...deps, service: "activity" });

  route(app, operations.postSignals, async ({ body, principal, origin }) => {
    if (!principal) throw new ProblemError("unauthenticated");
    const batch = "signals" in body;
    const items = batch ? body.signals : [body];
    const reply = await ingest(items, { principal, origin, paths: (index) => (batch ? `/signals/${index}` : "") });
    if (reply.results.every(({ outcome }) => outcome === "rejected")) {
      const [only] = reply.results;
      if (!batch && only) throw problemOfRejection(only);
      throw new ProblemError("all-signals-rejected", { body: { results: reply.results } });
    }
    return { status: 202, body: reply };
  });

  route(app, operations.putRating, async (request) => {
    const { rating, eventId } = request.body;
    return accepted(
      await record(request, { type: "rated", value: rating, ...(eventId === undefined ? {} : { eventId }) }),
    );
  });
  route(app, operations.deleteRating, async (request) =>
    accepted(await retract.ratings(request.params.movieId, requestOf(request))),
  );
  route(app, operations.putWatchlist, async (request) => accepted(await record(request, { type: "watchlisted" })));
  route(app, operations.deleteWatchlist, async (request) => accepted(await record(request, { type: "unwatchlisted" })));
  route(app, operations.retractSignal, async (request) =>
    accepted(await retract.signal(request.params.eventId, requestOf(request))),
  );
  route(app, operations.postReview, async (request) =>
    accepted(await postReview(request.params.movieId, request.body, requestOf(request))),
  );

  route(app, operations.listHistory, async (request) =>
    ok(await freshRead(request.query.after, () => historyOf(collections, viewerOf(request), request.query))),
  );
  route(app, operations.listRatings, async (request) =>
    ok(await freshRead(request.query.after, () => ratingsOf(collections, viewerOf(request), request.query))),
  );
  route(app, operations.listWatchlist, async (request) =>
    ok(await freshRead(request.query.after, () => watchlistOf(collections, viewerOf(request), request.query))),
  );
  route(app, operations.listMyReviews, async (request) =>
    ok(await freshRead(request.query.after, () => reviewsBy(collections, viewerOf(request), request.query))),
  );
  route(app, operations.getErasure, async ({ params }) => ok(await erasureReceipt(params.receiptId)));
  route(app, operations.listMovieReviews, async ({ params: { movieId }, query }) => {
    await requireMovie(movieId);
    return ok(await freshRead(query.after, () => reviewsOf(collections, movieId, query)));
  });

  deadLetterRoutes(app, deps);
  positionRoutes(app, deps.positions);
  return app;

  /** Records one signal of the caller about the film in the path. */
  async function record(
    request: Pick<HandlerRequest, "principal" | "origin"> & Readonly<{ params: { movieId: string } }>,
    signal: Omit<SignalInput, "movieId">,
  ): Promise<Written> {
    const { principal, origin, params } = request;
    if (!principal) throw new ProblemError("unauthenticated");
    await requireMovie(params.movieId);
    const reply = await ingest([{ ...signal, movieId: params.movieId }], { principal, origin, paths: () => "" });
    const [result] = reply.results;
    if (!result) throw new ProblemError("internal");
    if (result.outcome === "rejected") throw problemOfRejection(result);
    return { position: reply.position, eventId: result.eventId };
  }

  async function requireMovie(movieId: string): Promise<void> {
    const missing = await movies.missing([movieId]);
    if (missing.size > 0) throw new ProblemError("movie-not-found");
  }
}

function requestOf(request: Pick<HandlerRequest, "principal" | "origin">): Request {
  return { userId: viewerOf(request), origin: request.origin };
}

const accepted = <T>(body: T) => ({ status: 202 as const, body });
const ok = <T>(body: T) => ({ status: 200 as const, body });
