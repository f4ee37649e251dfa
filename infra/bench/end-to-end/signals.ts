import { randomUUIDv7 } from "node:crypto";
import type { SignalInput } from "@projectionist/contracts";
import { seeded } from "../seeded.ts";

const VIEWERS = 2000;

/** Makes up signals of 2,000 viewers, half views, half ratings; films by a long-tailed popularity. */
export function createSignals(
  movieIds: readonly string[],
): (count: number, options?: { ids?: boolean }) => SignalInput[] {
  const random = seeded(7);
  const one = (ids: boolean): SignalInput => ({
    ...(ids ? { eventId: randomUUIDv7() } : {}),
    userId: `bench-${Math.floor(random() * VIEWERS)}`,
    movieId: movieIds[Math.floor(movieIds.length * random() ** 3)]!,
    ...(random() < 0.5 ? { type: "viewed", value: 1 } : { type: "rated", value: 0.5 + Math.floor(random() * 10) / 2 }),
  });
  return (count, { ids = true } = {}) => Array.from({ length: count }, () => one(ids));
}
