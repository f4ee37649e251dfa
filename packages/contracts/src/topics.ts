import type { EventType } from "./events/events.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * The log's topics. `cleanup: "keep"` topics are the source of truth and never lose a record; `retentionMs` of the others
 * counts from the append time.
 */
export const topics = {
  "activity.signals": { partitions: 6, cleanup: "keep", retentionMs: null },
  "activity.movies": { partitions: 3, cleanup: "compact", retentionMs: null },
  "auth.users": { partitions: 3, cleanup: "keep", retentionMs: null },
  "catalog.movies": { partitions: 3, cleanup: "compact", retentionMs: null },
  "recommender.served": { partitions: 3, cleanup: "delete", retentionMs: 7 * DAY_MS },
  "recommender.models": { partitions: 1, cleanup: "compact", retentionMs: null },
  "activity.signals.dlq": { partitions: 1, cleanup: "delete", retentionMs: 28 * DAY_MS },
  "activity.movies.dlq": { partitions: 1, cleanup: "delete", retentionMs: 28 * DAY_MS },
  "auth.users.dlq": { partitions: 1, cleanup: "delete", retentionMs: 28 * DAY_MS },
  "catalog.movies.dlq": { partitions: 1, cleanup: "delete", retentionMs: 28 * DAY_MS },
} as const satisfies Readonly<Record<string, TopicSpec>>;

export type TopicSpec = Readonly<{
  partitions: number;
  cleanup: "keep" | "compact" | "delete";
  retentionMs: number | null;
}>;

export type TopicName = keyof typeof topics;

/** The topics whose groups put aside what they cannot read. */
export type DeadLetterSource = TopicName extends infer Name
  ? Name extends `${infer Source}.dlq`
    ? Source
    : never
  : never;
export const deadLetterSources = Object.keys(topics).flatMap((name) =>
  name.endsWith(".dlq") ? [name.slice(0, -".dlq".length) as DeadLetterSource] : [],
);

/** What `EventLog.createTopics` takes, for all topics of the table. */
export const topicDefinitions: readonly (TopicSpec & Readonly<{ name: TopicName }>)[] = Object.entries(topics).map(
  ([name, spec]) => ({ name: name as TopicName, ...spec }),
);

const topicOfEvent: Readonly<Record<EventType, TopicName>> = {
  MovieViewed: "activity.signals",
  MovieRated: "activity.signals",
  ReviewPosted: "activity.signals",
  ReviewRemoved: "activity.signals",
  WatchlistChanged: "activity.signals",
  FeedbackGiven: "activity.signals",
  MovieClicked: "activity.signals",
  SignalRetracted: "activity.signals",
  ViewerErased: "activity.signals",
  UserRegistered: "auth.users",
  UserErased: "auth.users",
  MovieUpserted: "catalog.movies",
  MovieRemoved: "catalog.movies",
  MovieRatingsCounted: "activity.movies",
  RecommendationsServed: "recommender.served",
  ModelPublished: "recommender.models",
  ModelWithdrawn: "recommender.models",
};

/** The topic that carries an event. */
export function topicOf(type: EventType): TopicName {
  return topicOfEvent[type];
}

/** The dead-letter topic of a topic. */
export function deadLetterTopicOf(topic: string): string {
  return `${topic}.dlq`;
}
