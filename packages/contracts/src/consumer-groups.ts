import type { TopicName } from "./topics.ts";

/** The groups that follow the log for good, and the topic that each consumes. */
export const consumerGroups = {
  "activity.projections": "activity.signals",
  "activity.users": "auth.users",
  "recommender.projector": "activity.signals",
} as const satisfies Readonly<Record<string, TopicName>>;

export type ConsumerGroup = keyof typeof consumerGroups;
export const consumerGroupNames = Object.keys(consumerGroups) as readonly ConsumerGroup[];
