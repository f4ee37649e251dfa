import { EVENT_ID_PATTERN, ID_PATTERN } from "../ids.ts";
import type { DomainEvent } from "./events.ts";

const EVENT_ID = new RegExp(EVENT_ID_PATTERN, "u");
const ID = new RegExp(ID_PATTERN, "u");
/** What dates can be, in milliseconds since 1970. */
const MAX_TIME_MS = 8.64e15;

/**
 * What a signal has that this system never writes and nothing can be made of: ids that name no document, amounts that
 * cannot be added, a time that is none. Undefined for a sound one, and for other events.
 */
export function signalFaultOf(event: DomainEvent): string | undefined {
  switch (event.type) {
    case "MovieRated":
    case "ReviewPosted":
      return viewerFault(event) ?? filmFault(event.movieId) ?? starsFault(event.rating);
    case "MovieViewed":
      return viewerFault(event) ?? filmFault(event.movieId) ?? progressFault(event.progress);
    case "MovieClicked":
    case "FeedbackGiven":
    case "WatchlistChanged":
      return viewerFault(event) ?? filmFault(event.movieId);
    case "ReviewRemoved":
    case "SignalRetracted":
      return (
        viewerFault(event) ?? (EVENT_ID.test(event.retractedEventId) ? undefined : "retractedEventId is malformed")
      );
    case "ViewerErased":
      return viewerFault(event);
    default:
      return undefined;
  }
}

type Viewers = Readonly<{ eventId: string; userId: string; occurredAt: number }>;

function viewerFault({ eventId, userId, occurredAt }: Viewers): string | undefined {
  if (!EVENT_ID.test(eventId)) return "eventId is malformed";
  if (!ID.test(userId)) return "userId is malformed";
  return Math.abs(occurredAt) <= MAX_TIME_MS ? undefined : `occurredAt is no time: ${occurredAt}`;
}

function filmFault(movieId: string): string | undefined {
  return ID.test(movieId) ? undefined : "movieId is malformed";
}

function starsFault(rating: number | null): string | undefined {
  const isSound = rating === null || (rating >= 0.5 && rating <= 5 && Number.isInteger(rating * 2));
  return isSound ? undefined : `rating is not 0.5 to 5 in halves: ${rating}`;
}

function progressFault(progress: number): string | undefined {
  return progress >= 0 && progress <= 1 ? undefined : `progress is not 0 to 1: ${progress}`;
}
