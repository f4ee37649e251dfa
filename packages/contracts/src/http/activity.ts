import { Type, type Static } from "typebox";
import { signalTypes } from "../signals.ts";
import {
  Closed,
  EventId,
  Id,
  MovieParams,
  Nullable,
  OneOf,
  PageOf,
  PositionText,
  Time,
  freshness,
  pageQuery,
} from "./common.ts";
import { ErasedHistorySchema } from "./erasure.ts";
import { operation } from "./operation.ts";

/** Signal types that `POST /v1/signals` takes; a review is posted with its text. */
export const postedSignalTypes = signalTypes.filter((type) => type !== "reviewed");

export const SignalInputSchema = Closed(
  {
    eventId: Type.Optional(EventId),
    userId: Type.Optional(Id),
    type: OneOf(postedSignalTypes),
    movieId: Id,
    value: Type.Optional(Type.Number({ description: "Progress 0–1 of `viewed`, stars 0.5–5 of `rated`." })),
    occurredAt: Type.Optional(Time),
    recommendationId: Type.Optional(Id),
  },
  { description: "One signal. `userId` is for service keys only; `occurredAt` from 1990 to now, now unless told." },
);
export type SignalInput = Static<typeof SignalInputSchema>;

export const signalOutcomes = ["accepted", "duplicate", "rejected"] as const;
export const SignalResultSchema = Type.Object({
  eventId: Type.String(),
  outcome: OneOf(signalOutcomes, { description: "duplicate: the id was recorded before, and counts once." }),
  code: Type.Optional(Type.String()),
  path: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
});
export type SignalResult = Static<typeof SignalResultSchema>;

const Accepted = Type.Object({ position: PositionText, results: Type.Array(SignalResultSchema) });
const Written = Type.Object({ position: PositionText, eventId: Type.String() });
const TakenBack = Type.Object({
  ...Written.properties,
  position: Type.String({
    ...PositionText,
    description: "Send it as `after`: no reply that reflects it shows or counts what was taken back.",
  }),
  removed: Type.Array(Type.String(), { description: "Event ids of the signals that no longer count." }),
});

const HistoryItemSchema = Type.Object({
  eventId: Type.String(),
  type: OneOf(signalTypes),
  movieId: Id,
  value: Nullable(Type.Number()),
  occurredAt: Time,
});
const RatingItemSchema = Type.Object({ movieId: Id, rating: Type.Number(), ratedAt: Time, eventId: Type.String() });
const WatchlistItemSchema = Type.Object({ movieId: Id, addedAt: Time, eventId: Type.String() });
export const ReviewSchema = Type.Object({
  id: Id,
  eventId: Type.String(),
  movieId: Id,
  author: Type.Object({ id: Id }),
  text: Type.String(),
  rating: Nullable(Type.Number()),
  postedAt: Time,
});

const fresh = (page: ReturnType<typeof PageOf>) => Type.Object({ ...page.properties, ...freshness });
const stars = Type.Number({ minimum: 0.5, maximum: 5, multipleOf: 0.5 });

/** How many films of the viewer's latest reads a page of one's own lists shows. */
const mine = (id: string, path: string, summary: string, item: Parameters<typeof PageOf>[0]) =>
  operation({
    id,
    method: "GET",
    path,
    service: "activity",
    access: ["viewer"],
    tag: "activity",
    summary,
    schema: { querystring: pageQuery(), response: { 200: fresh(PageOf(item)) } },
  });

const oneSignal = { type: "liked", movieId: "my-neighbor-totoro-1988" };

export const activityOperations = {
  postSignals: operation({
    id: "postSignals",
    method: "POST",
    path: "/v1/signals",
    service: "activity",
    access: ["viewer", "signals:write"],
    tag: "activity",
    summary: "Tell what a viewer did: one signal, or up to 1,000",
    description:
      "Valid signals are recorded, others rejected with the reason, item by item. 202 means: durable in the log. After a 503 send the same event ids again; each counts once.",
    bodyLimit: 1_048_576,
    schema: {
      body: Type.Union(
        [SignalInputSchema, Closed({ signals: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 1000 }) })],
        { examples: [oneSignal, { signals: [oneSignal, { type: "rated", movieId: "alien-1979", value: 4.5 }] }] },
      ),
      response: { 202: Accepted },
    },
  }),
  putRating: operation({
    id: "putRating",
    method: "PUT",
    path: "/v1/me/ratings/:movieId",
    service: "activity",
    access: ["viewer"],
    tag: "activity",
    summary: "Rate a film, replacing your last rating",
    schema: {
      params: MovieParams,
      body: Closed({ rating: stars, eventId: Type.Optional(EventId) }, { examples: [{ rating: 4.5 }] }),
      response: { 202: Written },
    },
  }),
  deleteRating: operation({
    id: "deleteRating",
    method: "DELETE",
    path: "/v1/me/ratings/:movieId",
    service: "activity",
    access: ["viewer"],
    tag: "activity",
    summary: "Take your rating of a film back, as if it had never been",
    schema: { params: MovieParams, response: { 202: TakenBack } },
  }),
  putWatchlist: operation({
    id: "putWatchlist",
    method: "PUT",
    path: "/v1/me/watchlist/:movieId",
    service: "activity",
    access: ["viewer"],
    tag: "activity",
    summary: "Put a film on your watchlist",
    schema: { params: MovieParams, response: { 202: Written } },
  }),
  deleteWatchlist: operation({
    id: "deleteWatchlist",
    method: "DELETE",
    path: "/v1/me/watchlist/:movieId",
    service: "activity",
    access: ["viewer"],
    tag: "activity",
    summary: "Take a film off your watchlist",
    schema: { params: MovieParams, response: { 202: Written } },
  }),
  listHistory: mine("listHistory", "/v1/me/history", "What you signalled, latest first", HistoryItemSchema),
  listRatings: mine("listRatings", "/v1/me/ratings", "Your ratings, latest first", RatingItemSchema),
  listWatchlist: mine("listWatchlist", "/v1/me/watchlist", "Your watchlist, latest first", WatchlistItemSchema),
  listMyReviews: mine("listMyReviews", "/v1/me/reviews", "Your reviews, latest first", ReviewSchema),
  retractSignal: operation({
    id: "retractSignal",
    method: "DELETE",
    path: "/v1/me/history/:eventId",
    service: "activity",
    access: ["viewer"],
    tag: "activity",
    summary: "Take a signal back, as if it had never been",
    description: "The answer is the receipt. Its event id stays taken. Repeating the call answers the same.",
    schema: { params: Closed({ eventId: EventId }), response: { 202: TakenBack } },
  }),
  getErasure: operation({
    id: "getErasure",
    method: "GET",
    path: "/v1/erasures/:receiptId",
    service: "activity",
    access: "public",
    tag: "activity",
    summary: "What an erasure took out of a viewer's history",
    description: "For whoever has the receipt's id, which DELETE /v1/me answers. Waits up to 1 s for one under way.",
    schema: { params: Closed({ receiptId: Id }), response: { 200: ErasedHistorySchema } },
  }),
  listMovieReviews: operation({
    id: "listMovieReviews",
    method: "GET",
    path: "/v1/movies/:movieId/reviews",
    service: "activity",
    access: "public",
    tag: "activity",
    summary: "A film's reviews, latest first, and how it was rated",
    schema: {
      params: MovieParams,
      querystring: pageQuery(),
      response: {
        200: Type.Object({
          ...PageOf(ReviewSchema).properties,
          ratings: Type.Object({
            average: Nullable(Type.Number()),
            count: Type.Integer(),
            distribution: Type.Array(Type.Object({ rating: Type.Number(), count: Type.Integer() }), {
              description: "One entry per half star, 0.5 to 5.",
            }),
          }),
          ...freshness,
        }),
      },
    },
  }),
  postReview: operation({
    id: "postReview",
    method: "POST",
    path: "/v1/movies/:movieId/reviews",
    service: "activity",
    access: ["viewer"],
    tag: "activity",
    summary: "Review a film, with or without a rating",
    schema: {
      params: MovieParams,
      body: Closed(
        {
          text: Type.String({ minLength: 1, maxLength: 10_000 }),
          rating: Type.Optional(stars),
          eventId: Type.Optional(EventId),
        },
        { examples: [{ text: "Nobody heard me scream either.", rating: 4.5 }] },
      ),
      response: { 202: Type.Object({ ...Written.properties, reviewId: Id }) },
    },
  }),
} as const;
