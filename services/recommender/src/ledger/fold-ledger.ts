import { FINISHED_PROGRESS, holds, signalEffects } from "@projectionist/contracts";
import type { SignalType } from "@projectionist/contracts";
import type { LedgerEntry } from "../signal-state/signal-state.ts";
import { effectiveEntries, filmStanding, isRating } from "./film-standing.ts";
import { tasteOf } from "./taste.ts";
import type { HistoryItem, ViewerProfile } from "./viewer-profile.ts";

/** By what the viewer's liking of a film is best told, the best first. */
const tellingTypes: readonly SignalType[] = ["liked", "rated", "reviewed", "viewed"];

/** What a ledger, in log order, says of its viewer. */
export function foldLedger(entries: readonly LedgerEntry[]): ViewerProfile {
  const history: { joinedAt: number; item: HistoryItem }[] = [];
  const seen = new Set<string>();
  const excluded = new Set<string>();
  const watchlist = new Set<string>();
  const liked = new Set<string>();
  const ratings = new Map<string, number>();
  const unfinished = new Map<string, number>();
  const taste = new Map<string, number>();

  for (const [movieId, group] of Map.groupBy(entries, (entry) => entry.movieId)) {
    const effective = effectiveEntries(group);
    const standing = filmStanding(group);
    const joining = standing.counting[0];
    const opinion = tasteOf(effective);
    const progress = effective.findLast(({ type }) => type === "viewed")?.value ?? 1;
    if (joining) history.push({ joinedAt: joining.offset, item: historyItem(standing.counting, standing.rating) });
    if (group.some(isSeen)) seen.add(movieId);
    if (opinion?.excludes) excluded.add(movieId);
    if (effective.some(({ type }) => type === "watchlisted")) watchlist.add(movieId);
    if (standing.liked) liked.add(movieId);
    if (standing.rating) ratings.set(movieId, standing.rating.value!);
    if (progress < FINISHED_PROGRESS) unfinished.set(movieId, progress);
    if (opinion) taste.set(movieId, opinion.taste);
  }
  const inOrder = history.sort((a, b) => a.joinedAt - b.joinedAt).map(({ item }) => item);
  return { history: inOrder, seen, excluded, watchlist, liked, ratings, unfinished, taste };
}

/** A like that was taken back still says that the viewer knows the film. */
function isSeen(entry: LedgerEntry): boolean {
  return entry.retractedAt === null && holds(signalEffects[entry.type].seen, entry.value);
}

function historyItem(counting: readonly LedgerEntry[], rating: LedgerEntry | null): HistoryItem {
  const telling = counting.filter((entry) => !isRating(entry) || entry === rating);
  const best = tellingTypes.find((type) => telling.some((entry) => entry.type === type));
  const { movieId, type, value, offset, occurredAt } = telling.findLast((entry) => entry.type === best)!;
  return { movieId, because: type, value, offset, occurredAt };
}
