import type { SignalEvent } from "./events/events.ts";

/** What a viewer can tell about a film, as `POST /v1/signals` names it; `reviewed` comes from posting a review. */
export const signalTypes = [
  "viewed",
  "rated",
  "liked",
  "unliked",
  "disliked",
  "notInterested",
  "watchlisted",
  "unwatchlisted",
  "clicked",
  "reviewed",
] as const;

export type SignalType = (typeof signalTypes)[number];

/** A signal as projections fold it: one viewer, one film, one meaning. */
export type Signal = Readonly<{
  eventId: string;
  userId: string;
  movieId: string;
  type: SignalType;
  /** Progress 0–1 of `viewed`, stars 0.5–5 of `rated` and of a `reviewed` with a rating; null otherwise. */
  value: number | null;
  /** Milliseconds since 1970. */
  occurredAt: number;
}>;

/** When a rule holds: always, only from a value on, only below a value, or never. */
export type Rule = "always" | "never" | Readonly<{ atLeast: number }> | Readonly<{ below: number }>;

export type SignalEffect = Readonly<{
  event: SignalEvent["type"];
  /** The values it takes; null when it takes none. `step` divides the range, `default` stands in for a missing one. */
  value: Readonly<{ minimum: number; maximum: number; step?: number; default?: number; required: boolean }> | null;
  /** Joins the viewer's history and the co-occurrence counts, the first time for the film. */
  counts: Rule;
  /** The film is never recommended to the viewer again. */
  seen: Rule;
  /** The film is held against the viewer's taste and adds nothing to the counts. */
  excludes: Rule;
  /** The total of the film that it raises. */
  total: "views" | "ratings" | "likes" | null;
  /** Whether it raises the film in the trending windows. */
  trending: Rule;
  /** The signal type whose standing effect for the same film it ends. */
  takesBack: SignalType | null;
  /** Weight in the viewer's taste: positive for, negative against; `stars` maps 0.5–5 onto −1…1 around 3. */
  taste: number | "stars";
}>;

const stars = { minimum: 0.5, maximum: 5, step: 0.5 } as const;

/** The one table of what each signal does; the projector, the docs and the tests read it. */
export const signalEffects: Readonly<Record<SignalType, SignalEffect>> = {
  viewed: {
    event: "MovieViewed",
    value: { minimum: 0, maximum: 1, default: 1, required: false },
    counts: { atLeast: 0.7 },
    seen: { atLeast: 0.7 },
    excludes: "never",
    total: "views",
    trending: { atLeast: 0.7 },
    takesBack: null,
    taste: 0.5,
  },
  rated: {
    event: "MovieRated",
    value: { ...stars, required: true },
    counts: { atLeast: 3 },
    seen: "always",
    excludes: { below: 3 },
    total: "ratings",
    trending: { atLeast: 3 },
    takesBack: null,
    taste: "stars",
  },
  liked: {
    event: "FeedbackGiven",
    value: null,
    counts: "always",
    seen: "always",
    excludes: "never",
    total: "likes",
    trending: "always",
    takesBack: null,
    taste: 1,
  },
  unliked: {
    event: "FeedbackGiven",
    value: null,
    counts: "never",
    seen: "always",
    excludes: "never",
    total: null,
    trending: "never",
    takesBack: "liked",
    taste: 0,
  },
  disliked: {
    event: "FeedbackGiven",
    value: null,
    counts: "never",
    seen: "always",
    excludes: "always",
    total: null,
    trending: "never",
    takesBack: null,
    taste: -1,
  },
  notInterested: {
    event: "FeedbackGiven",
    value: null,
    counts: "never",
    seen: "always",
    excludes: "always",
    total: null,
    trending: "never",
    takesBack: null,
    taste: -0.5,
  },
  watchlisted: {
    event: "WatchlistChanged",
    value: null,
    counts: "never",
    seen: "never",
    excludes: "never",
    total: null,
    trending: "always",
    takesBack: null,
    taste: 0.3,
  },
  unwatchlisted: {
    event: "WatchlistChanged",
    value: null,
    counts: "never",
    seen: "never",
    excludes: "never",
    total: null,
    trending: "never",
    takesBack: "watchlisted",
    taste: 0,
  },
  clicked: {
    event: "MovieClicked",
    value: null,
    counts: "never",
    seen: "never",
    excludes: "never",
    total: null,
    trending: "always",
    takesBack: null,
    taste: 0,
  },
  reviewed: {
    event: "ReviewPosted",
    value: { ...stars, required: false },
    counts: { atLeast: 3 },
    seen: "always",
    excludes: { below: 3 },
    total: "ratings",
    trending: { atLeast: 3 },
    takesBack: null,
    taste: "stars",
  },
};

/**
 * Whether a rule holds for a value. A null value (a review without a rating) meets `atLeast` and never `below`.
 */
export function holds(rule: Rule, value: number | null): boolean {
  if (rule === "always" || rule === "never") return rule === "always";
  if ("atLeast" in rule) return value === null || value >= rule.atLeast;
  return value !== null && value < rule.below;
}

/** The viewer may continue watching a film whose last progress is below this. */
export const FINISHED_PROGRESS = 0.9;

/** A signal this much older than its append time never touches trending, in milliseconds. */
export const TRENDING_MAX_AGE_MS = 7 * 24 * 3_600_000;

/** Past so many signals of one viewer, in log order, signals no longer contribute. */
export const MAX_CONTRIBUTING_SIGNALS = 50_000;

/** The signal that an event carries; undefined for events that take something back. */
export function signalOf(event: SignalEvent): Signal | undefined {
  const base = (type: SignalType, value: number | null = null): Signal | undefined =>
    "movieId" in event
      ? {
          eventId: event.eventId,
          userId: event.userId,
          movieId: event.movieId,
          type,
          value,
          occurredAt: event.occurredAt,
        }
      : undefined;
  switch (event.type) {
    case "MovieViewed":
      return base("viewed", event.progress);
    case "MovieRated":
      return base("rated", event.rating);
    case "ReviewPosted":
      return base("reviewed", event.rating);
    case "WatchlistChanged":
      return base(event.added ? "watchlisted" : "unwatchlisted");
    case "FeedbackGiven":
      return event.feedback === "unknown" ? undefined : base(event.feedback);
    case "MovieClicked":
      return base("clicked");
    case "ReviewRemoved":
    case "SignalRetracted":
    case "ViewerErased":
      return undefined;
  }
}
