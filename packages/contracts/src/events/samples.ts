import type { DomainEvent } from "./events.ts";

/** One event of each type, all fields set: what golden bytes are made of. */
export const sampleEvents: readonly DomainEvent[] = [
  { type: "MovieViewed", ...viewer(1), movieId: "alien-1979", recommendationId: "r-1", progress: 0.75 },
  { type: "MovieRated", ...viewer(2), movieId: "alien-1979", recommendationId: null, rating: 4.5 },
  { type: "ReviewPosted", ...viewer(3), movieId: "alien-1979", recommendationId: null, reviewId: "rev-1", rating: 5 },
  { type: "ReviewRemoved", ...viewer(4), movieId: "alien-1979", reviewId: "rev-1", retractedEventId: "event-3" },
  { type: "WatchlistChanged", ...viewer(5), movieId: "alien-1979", recommendationId: null, added: true },
  { type: "FeedbackGiven", ...viewer(6), movieId: "alien-1979", recommendationId: null, feedback: "liked" },
  { type: "MovieClicked", ...viewer(7), movieId: "alien-1979", recommendationId: "r-1" },
  { type: "SignalRetracted", ...viewer(8), retractedEventId: "event-6" },
  { type: "ViewerErased", ...viewer(9) },
  { type: "UserRegistered", ...viewer(10) },
  { type: "UserErased", ...viewer(11) },
  {
    type: "MovieUpserted",
    ...fact(12),
    movieId: "alien-1979",
    version: 3,
    title: "Alien",
    originalTitle: "Alien",
    year: 1979,
    genres: ["Horror", "Science Fiction"],
    runtime: 117,
    language: "en",
    countries: ["GB", "US"],
    directors: ["Ridley Scott"],
    cast: ["Sigourney Weaver"],
    keywords: ["space"],
    series: "Alien",
    seriesOrder: 1,
    description: "A crew answers a call it should have left alone.",
  },
  { type: "MovieRemoved", ...fact(13), movieId: "alien-1979", version: 4 },
  {
    type: "MovieRatingsCounted",
    ...fact(14),
    movieId: "alien-1979",
    ratingCount: 3,
    ratingSum: 12.5,
    likes: 7,
    views: 9,
  },
  {
    type: "RecommendationsServed",
    ...viewer(15),
    recommendationId: "r-1",
    surface: "home",
    strategy: "cf",
    model: null,
    experimentArm: null,
    position: "1.epoch.0-1",
    items: [{ movieId: "aliens-1986", row: "for-you", score: 0.5, reasons: ["becauseYouLiked:alien-1979"] }],
  },
  { type: "ModelPublished", ...fact(16), model: "ease", version: "1", artefact: "ease-1", metrics: "{}" },
  { type: "ModelWithdrawn", ...fact(17), model: "ease", version: "1" },
];

function fact(n: number) {
  return { eventId: `event-${n}`, occurredAt: 1_700_000_000_000 + n } as const;
}

function viewer(n: number) {
  return { ...fact(n), userId: "alice" } as const;
}
