import { Type, type Static, type TSchema } from "typebox";
import { MovieCardSchema } from "./movie.ts";
import { After, Closed, Id, Limit, MovieParams, Nullable, OneOf, UserParams, freshness } from "./common.ts";
import { operation } from "./operation.ts";

export const strategies = ["auto", "baseline", "cf"] as const;
export type Strategy = (typeof strategies)[number];

/** Why a film is shown; types with a baseline film name it. */
export const reasonTypes = [
  "becauseYouLiked",
  "becauseYouRated",
  "becauseYouWatched",
  "becauseYouReviewed",
  "becauseOfThisFilm",
  "fitsMood",
  "genreYouLike",
  "trending",
  "popular",
  "new",
  "hiddenGem",
] as const;
export type ReasonType = (typeof reasonTypes)[number];

/** Where a film's score comes from; the first lines name the film of the viewer's that they speak for. */
export const evidenceKinds = [
  "trained",
  "cooccurrence",
  "content",
  "series",
  "unfinished",
  "genre",
  "popular",
  "trending",
  "new",
  "hiddenGem",
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const ReasonSchema = Type.Object({
  type: OneOf(reasonTypes),
  text: Type.String({ description: "One sentence for a reader." }),
  movie: Nullable(Type.Object({ id: Id, title: Type.String() }, { description: "The baseline film." })),
  contribution: Type.Number({ minimum: 0, maximum: 1, description: "Its share of the score." }),
});
export type Reason = Static<typeof ReasonSchema>;

/** A ranked film as the recommender answers it; the gateway puts the film's card in place of the id. */
export const RankedSchema = Type.Object({ movieId: Id, score: Type.Number(), reasons: Type.Array(ReasonSchema) });
export type Ranked = Static<typeof RankedSchema>;

export const RecommendedSchema = Type.Object({
  movie: MovieCardSchema,
  score: Type.Number(),
  reasons: Type.Array(ReasonSchema),
});

/** What made a list, and what it is called: signals that come of it name it. */
export const servedBy = {
  recommendationId: Id,
  strategy: OneOf(strategies),
  model: Nullable(Type.String()),
};
const served = { ...servedBy, ...freshness };
export const degraded = Type.Optional(
  Type.Array(Type.String(), { description: "Parts that could not be asked; what they would have added is missing." }),
);

const rowsOf = (item: TSchema) =>
  Type.Object({
    rows: Type.Array(
      Type.Object({ id: Type.String(), title: Type.String(), reason: Nullable(ReasonSchema), items: Type.Array(item) }),
    ),
    ...served,
    degraded,
  });
const listOf = (item: TSchema) => Type.Object({ items: Type.Array(item), ...served, degraded });
const whyOf = (item: TSchema) =>
  Type.Object({
    ...(item === RankedSchema ? { movieId: Id } : { movie: MovieCardSchema }),
    recommended: Type.Boolean({ description: "Whether the film would be recommended now." }),
    score: Type.Number(),
    reasons: Type.Array(ReasonSchema),
    evidence: Type.Array(
      Type.Object({
        source: OneOf(evidenceKinds, {
          description: "trained: the trained model; cooccurrence: the live counts of what viewers went on to.",
        }),
        movieId: Nullable(Id),
        amount: Type.Number(),
      }),
      { description: "All that adds up to the score, the greatest first, each with the film that it comes from." },
    ),
    notBecause: Type.Optional(Type.String({ description: "What keeps it from being recommended." })),
    ...freshness,
    degraded,
  });

export type RankedRow = Readonly<{ id: string; title: string; reason: Reason | null; items: readonly Ranked[] }>;

/** The path of a call between gateway and recommender that answers ids instead of cards. */
const internal = (path: string) => path.replace("/v1/", "/internal/");

const strategy = Type.Optional(OneOf(strategies, { default: "auto" }));
const personal = Closed({ strategy, limit: Limit(12, 50), after: After });
const flat = Closed({ strategy, limit: Limit(20, 100), after: After });
const list = Closed({ limit: Limit(20, 100) });
const windows = ["1h", "24h", "7d"] as const;
export type TrendingWindow = (typeof windows)[number];

const sessionBody = Closed(
  { movieIds: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }), limit: Limit(20, 100) },
  { examples: [{ movieIds: ["alien-1979", "the-terminator-1984"] }] },
);

/** Each call twice: as clients see it, with cards, and as the recommender answers it, with ids. */
function surface(item: TSchema, own: boolean) {
  const common = {
    method: "GET",
    service: "recommender",
    tag: own ? "internal" : "recommendations",
    exposed: !own,
  } as const;
  const at = (path: string) => (own ? internal(path) : path);
  return {
    myRecommendations: operation({
      ...common,
      id: own ? "rankForMe" : "getMyRecommendations",
      path: at("/v1/me/recommendations"),
      access: ["viewer"],
      summary: "Your rows: for you, because you liked …, trending, hidden gems, new, genres; no film twice",
      schema: { querystring: personal, response: { 200: rowsOf(item) } },
    }),
    userRecommendations: operation({
      ...common,
      id: own ? "rankForUser" : "getUserRecommendations",
      path: at("/v1/users/:userId/recommendations"),
      access: ["admin", "recommendations:read"],
      summary: "A viewer's recommendations as one list, for server-to-server clients",
      schema: { params: UserParams, querystring: flat, response: { 200: listOf(item) } },
    }),
    similarMovies: operation({
      ...common,
      id: own ? "rankSimilar" : "getSimilarMovies",
      path: at("/v1/movies/:movieId/similar"),
      access: "public",
      summary: "Films that viewers of this one went on to",
      schema: { params: MovieParams, querystring: list, response: { 200: listOf(item) } },
    }),
    sessionRecommendations: operation({
      ...common,
      method: "POST",
      id: own ? "rankForSession" : "getSessionRecommendations",
      path: at("/v1/recommendations/session"),
      access: "public",
      summary: "Recommendations for an anonymous list of films, the latest last",
      schema: { body: sessionBody, response: { 200: listOf(item) } },
    }),
    trending: operation({
      ...common,
      id: own ? "rankTrending" : "getTrending",
      path: at("/v1/trending"),
      access: "public",
      summary: "What viewers turn to now",
      schema: {
        querystring: Closed({ window: Type.Optional(OneOf(windows, { default: "24h" })), limit: Limit(20, 100) }),
        response: { 200: listOf(item) },
      },
    }),
    popular: operation({
      ...common,
      id: own ? "rankPopular" : "getPopular",
      path: at("/v1/popular"),
      access: "public",
      summary: "The films with the most viewers",
      schema: { querystring: list, response: { 200: listOf(item) } },
    }),
    newMovies: operation({
      ...common,
      id: own ? "rankNew" : "getNew",
      path: at("/v1/new"),
      access: "public",
      summary: "The latest films",
      schema: { querystring: list, response: { 200: listOf(item) } },
    }),
    why: operation({
      ...common,
      id: own ? "explainRank" : "getWhy",
      path: at("/v1/me/recommendations/:movieId/why"),
      access: ["viewer"],
      summary: "Why a film is recommended to you, or is not",
      schema: { params: MovieParams, querystring: Closed({ after: After }), response: { 200: whyOf(item) } },
    }),
  } as const;
}

export const recommenderOperations = surface(RecommendedSchema, false);
export const rankOperations = surface(RankedSchema, true);
