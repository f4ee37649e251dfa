import { EVENT_ID_PATTERN, ID_PATTERN, type SignalEvent } from "@projectionist/contracts";

const ID = new RegExp(ID_PATTERN, "u");
const EVENT_ID = new RegExp(EVENT_ID_PATTERN, "u");

/** Whether an event's ids are such as this service lets in; documents cannot be named by others. */
export function isSound(event: SignalEvent): boolean {
  return EVENT_ID.test(event.eventId) && ID.test(event.userId) && (!("movieId" in event) || ID.test(event.movieId));
}
