/** Past-tense facts, as services handle them; `schemas/` holds how they are written. Times are milliseconds since 1970. */

type Fact<Type extends string, Payload> = Readonly<{ type: Type; eventId: string; occurredAt: number } & Payload>;
type ViewerFact<Type extends string, Payload = unknown> = Fact<Type, { userId: string } & Payload>;
type FilmSignal<Type extends string, Payload = unknown> = ViewerFact<
  Type,
  { movieId: string; recommendationId: string | null } & Payload
>;

export type MovieViewed = FilmSignal<"MovieViewed", { progress: number }>;
export type MovieRated = FilmSignal<"MovieRated", { rating: number }>;
export type ReviewPosted = FilmSignal<"ReviewPosted", { reviewId: string; rating: number | null }>;
export type WatchlistChanged = FilmSignal<"WatchlistChanged", { added: boolean }>;
/** `unknown` is what an older reader makes of a feedback that it does not know. */
export type FeedbackGiven = FilmSignal<
  "FeedbackGiven",
  { feedback: "liked" | "unliked" | "disliked" | "notInterested" | "unknown" }
>;
export type MovieClicked = FilmSignal<"MovieClicked">;

/** The review's signal (`retractedEventId`) no longer counts, and its text is gone. */
export type ReviewRemoved = ViewerFact<
  "ReviewRemoved",
  { movieId: string; reviewId: string; retractedEventId: string }
>;
/** An earlier signal of the same viewer no longer counts; its event id stays taken. */
export type SignalRetracted = ViewerFact<"SignalRetracted", { retractedEventId: string }>;
/** Nothing of the viewer counts any more, for ever: neither what stands before it in the log nor what comes behind it. */
export type ViewerErased = ViewerFact<"ViewerErased">;

export type SignalEvent =
  | MovieViewed
  | MovieRated
  | ReviewPosted
  | ReviewRemoved
  | WatchlistChanged
  | FeedbackGiven
  | MovieClicked
  | SignalRetracted
  | ViewerErased;

export type UserRegistered = ViewerFact<"UserRegistered">;
export type UserErased = ViewerFact<"UserErased">;

/** A film's facts, whole: a reader keeps the latest by `version`. */
export type MovieUpserted = Fact<"MovieUpserted", MovieFacts & { movieId: string; version: number }>;
export type MovieRemoved = Fact<"MovieRemoved", { movieId: string; version: number }>;

export type MovieFacts = Readonly<{
  title: string;
  originalTitle: string | null;
  year: number | null;
  genres: readonly string[];
  /** Minutes. */
  runtime: number | null;
  /** ISO 639-1. */
  language: string | null;
  /** ISO 3166-1 alpha-2, the main one first. */
  countries: readonly string[];
  directors: readonly string[];
  cast: readonly string[];
  keywords: readonly string[];
  series: string | null;
  seriesOrder: number | null;
  description: string | null;
}>;

/** How viewers rated a film, counting each viewer's last rating; sum in stars. */
export type MovieRatingsCounted = Fact<
  "MovieRatingsCounted",
  { movieId: string; ratingCount: number; ratingSum: number; likes: number; views: number }
>;

export type RecommendationsServed = ViewerFact<
  "RecommendationsServed",
  {
    recommendationId: string;
    surface: string;
    strategy: string;
    model: string | null;
    experimentArm: string | null;
    position: string;
    items: readonly Readonly<{ movieId: string; row: string; score: number; reasons: readonly string[] }>[];
  }
>;

export type ModelPublished = Fact<
  "ModelPublished",
  { model: string; version: string; artefact: string; metrics: string }
>;
/** No version is to be served until another one is published; `version` is the one that was. */
export type ModelWithdrawn = Fact<"ModelWithdrawn", { model: string; version: string }>;

export type DomainEvent =
  | SignalEvent
  | UserRegistered
  | UserErased
  | MovieUpserted
  | MovieRemoved
  | MovieRatingsCounted
  | RecommendationsServed
  | ModelPublished
  | ModelWithdrawn;

export type EventType = DomainEvent["type"];
export type EventOf<T extends EventType> = Extract<DomainEvent, { type: T }>;
