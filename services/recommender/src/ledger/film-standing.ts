import { holds, signalEffects } from "@projectionist/contracts";
import type { SignalType } from "@projectionist/contracts";
import type { LedgerEntry } from "../signal-state/signal-state.ts";

/** What a viewer's entries about one film amount to. */
export type FilmStanding = Readonly<{
  /** The entries that count for the viewer's liking of the film; the film joins the history with the first. */
  counting: readonly LedgerEntry[];
  viewed: boolean;
  liked: boolean;
  /** The viewer's rating of the film now. */
  rating: LedgerEntry | null;
  /** The entries that raise the film in the trending windows, in log order. */
  trending: readonly LedgerEntry[];
}>;

/** Of a film without entries. */
export const noStanding: FilmStanding = { counting: [], viewed: false, liked: false, rating: null, trending: [] };

const HOUR_MS = 3_600_000;

/**
 * Folds a viewer's entries about one film, in log order.
 *
 * Only effective entries amount to something ({@link effectiveEntries}). Of ratings the last effective one is the film's; ratings count for the history only while
 * it does. Of each type one entry per hour touches trending, the first, so that repeating a signal gains nothing.
 */
export function filmStanding(entries: readonly LedgerEntry[]): FilmStanding {
  if (entries.length === 0) return noStanding;
  const effective = effectiveEntries(entries);
  const rating = effective.findLast(isRating) ?? null;
  const ratingsCount = rating !== null && holds(signalEffects[rating.type].counts, rating.value);
  let counting: LedgerEntry[] | undefined;
  let trending: LedgerEntry[] | undefined;
  let viewed = false;
  let liked = false;
  for (const entry of effective) {
    const effect = signalEffects[entry.type];
    const counts = holds(effect.counts, entry.value);
    if (counts && (ratingsCount || !isRating(entry))) counting = listWith(counting, entry);
    if (counts && effect.total === "views") viewed = true;
    if (effect.total === "likes") liked = true;
    if (!entry.late && holds(effect.trending, entry.value)) trending = listWith(trending, entry);
  }
  return { counting: counting ?? [], viewed, liked, rating, trending: oncePerHour(trending ?? []) };
}

/**
 * The list with one entry more. Most viewers signal a film once, and a list that begins with one entry takes a fraction
 * of what an empty one takes once it grows.
 */
export function listWith(list: LedgerEntry[] | undefined, entry: LedgerEntry): LedgerEntry[] {
  list?.push(entry);
  return list ?? [entry];
}

/** Whether the entry gives the film stars: a review may have none. */
export function isRating(entry: LedgerEntry): boolean {
  return signalEffects[entry.type].total === "ratings" && entry.value !== null;
}

/** The entries that are neither retracted nor taken back by a later one; `entries` are of one film, in log order. */
export function effectiveEntries(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  if (entries.length === 1 && entries[0]!.retractedAt === null) return entries;
  const effective: LedgerEntry[] = [];
  const ended: SignalType[] = [];
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index]!;
    if (entry.retractedAt !== null || ended.includes(entry.type)) continue;
    const { takesBack } = signalEffects[entry.type];
    if (takesBack !== null && !ended.includes(takesBack)) ended.push(takesBack);
    effective.push(entry);
  }
  return effective.reverse();
}

function oncePerHour(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  if (entries.length < 2) return entries;
  const taken = new Set<string>();
  return entries.filter((entry) => {
    const key = `${entry.type} ${Math.floor(entry.occurredAt / HOUR_MS)}`;
    return !taken.has(key) && taken.add(key);
  });
}
