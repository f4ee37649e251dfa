import type { Choice } from "./viewer.ts";
import type { Random } from "./random.ts";

/** A signal as `POST /v1/signals` takes it from a service key. */
export type SimulatedSignal = Readonly<{
  eventId: string;
  userId: string;
  type: "clicked" | "watchlisted" | "viewed" | "rated" | "liked" | "disliked" | "notInterested";
  movieId: string;
  value?: number;
  /** ISO 8601. */
  occurredAt: string;
}>;

/** Something done about a film, minutes after turning to it. */
export type Act = Readonly<{ type: SimulatedSignal["type"]; value?: number; afterMinutes: number }>;

/** What a viewer does about a film that he turned to: two or three signals, minutes after he found it. */
export function actsOn(choice: Choice, random: Random): readonly Act[] {
  const { enjoyment } = choice;
  const acts: Act[] = [];
  if (random.chance(0.45)) acts.push({ type: "clicked", afterMinutes: 0 });
  if (enjoyment < 0.3 && random.chance(0.25)) return [...acts, { type: "notInterested", afterMinutes: 1 }];
  if (random.chance(0.08)) acts.push({ type: "watchlisted", afterMinutes: 1 });
  const stopped = random.chance(0.35 * (1 - enjoyment));
  const progress = stopped ? 0.1 + 0.5 * random.next() : 0.9 + 0.1 * random.next();
  acts.push({ type: "viewed", value: Math.round(progress * 100) / 100, afterMinutes: stopped ? 40 : 110 });
  if (random.chance(0.6)) {
    const stars = Math.min(5, Math.max(0.5, Math.round((1.2 + 4 * enjoyment + 0.4 * random.normal()) * 2) / 2));
    acts.push({ type: "rated", value: stars, afterMinutes: 115 });
  }
  if (enjoyment > 0.7 && random.chance(0.5)) acts.push({ type: "liked", afterMinutes: 116 });
  if (enjoyment < 0.25 && random.chance(0.4)) acts.push({ type: "disliked", afterMinutes: 116 });
  return acts;
}

/** The signal of an act; `at` in milliseconds since 1970. */
export function signalOf(act: Act, eventId: string, userId: string, movieId: string, at: number): SimulatedSignal {
  const occurredAt = new Date(at).toISOString();
  const base = { eventId, userId, type: act.type, movieId, occurredAt };
  return act.value === undefined ? base : { ...base, value: act.value };
}
