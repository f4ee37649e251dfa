import { encodeEvent } from "./events/codec.ts";
import type { DomainEvent } from "./events/events.ts";
import { topicOf, type TopicName } from "./topics.ts";

/** The key that chooses an event's partition: the viewer's, the film's or the model's. */
export function keyOf(event: DomainEvent): string {
  if ("userId" in event) return event.userId;
  if ("movieId" in event) return event.movieId;
  return event.model;
}

/** The record that carries an event: what `EventLog.append` and a document's outbox take. */
export function recordOf(
  event: DomainEvent,
  headers: Readonly<Record<string, string>> = {},
): Readonly<{ topic: TopicName; key: string; value: Buffer; headers: Readonly<Record<string, string>> }> {
  return {
    topic: topicOf(event.type),
    key: keyOf(event),
    value: encodeEvent(event),
    headers: { ...headers, "event-id": event.eventId },
  };
}
