import { randomUUIDv7 } from "node:crypto";
import type { OutboxEvent } from "./documents.ts";

/** The header in which an event carries its id, so that consumers recognise an event that was published twice. */
export const EVENT_ID_HEADER = "event-id";

export type IdentifiedEvent = Readonly<{ eventId: string; event: OutboxEvent }>;

/**
 * Gives an event the id it keeps for ever: that of its `event-id` header, or a new UUIDv7 that is put there. The bytes
 * are copied. @throws {TypeError} naming the part that is not as `OutboxEvent` says
 */
export function identifyEvent({ topic, key, value, headers = {} }: OutboxEvent): IdentifiedEvent {
  if (typeof topic !== "string" || topic === "") throw new TypeError("event.topic must be the name of a topic");
  if (typeof key !== "string") throw new TypeError("event.key must be a string");
  if (!(value instanceof Uint8Array)) throw new TypeError("event.value must be bytes (Uint8Array)");
  for (const [name, header] of Object.entries(headers)) {
    if (typeof header !== "string") throw new TypeError(`event.headers.${name} must be a string`);
  }
  const eventId = headers[EVENT_ID_HEADER] ?? randomUUIDv7();
  if (eventId === "") throw new TypeError(`event.headers.${EVENT_ID_HEADER} must not be empty`);
  return {
    eventId,
    event: { topic, key, value: Uint8Array.from(value), headers: { ...headers, [EVENT_ID_HEADER]: eventId } },
  };
}
