import { holds, signalEffects } from "@projectionist/contracts";
import type { SignalType } from "@projectionist/contracts";
import type { LedgerEntry } from "../signal-state/signal-state.ts";
import { isRating } from "./film-standing.ts";

/** −1…1, and whether the film is held against the viewer's taste. */
export type Opinion = Readonly<{ taste: number; excludes: boolean }>;

const feedback: ReadonlySet<SignalType> = new Set(["liked", "disliked", "notInterested"]);
const NEUTRAL_STARS = 3;
const MOST_STARS = 5;
const FEWEST_STARS = 0.5;

/**
 * What the viewer thinks of a film, told by its effective entries in log order: by the last explicit statement (stars,
 * like, dislike, not interested), else by the last view that counts, watchlisting or review without stars.
 */
export function tasteOf(effective: readonly LedgerEntry[]): Opinion | undefined {
  const said = effective.findLast((entry) => feedback.has(entry.type) || isRating(entry)) ?? effective.findLast(isHint);
  if (said === undefined) return undefined;
  return { taste: weightOf(said), excludes: holds(signalEffects[said.type].excludes, said.value) };
}

function isHint({ type, value }: LedgerEntry): boolean {
  if (type === "viewed" || type === "reviewed") return holds(signalEffects[type].counts, value);
  return type === "watchlisted";
}

function weightOf({ type, value }: LedgerEntry): number {
  const { taste } = signalEffects[type];
  if (taste !== "stars") return taste;
  // A review without stars says no more than that the film was watched.
  if (value === null) return signalEffects.viewed.taste as number;
  const span = value >= NEUTRAL_STARS ? MOST_STARS - NEUTRAL_STARS : NEUTRAL_STARS - FEWEST_STARS;
  return (value - NEUTRAL_STARS) / span;
}
