import { holds, signalEffects } from "@projectionist/contracts";
import type { Entry } from "./collections.ts";

/** What a viewer's signals about one film come to: the entries that stand as rating, watchlist place and review. */
export type Standing = Readonly<{
  rated: Entry | null;
  liked: boolean;
  viewed: boolean;
  listed: Entry | null;
  review: Entry | null;
}>;

export const NOTHING_STANDS: Standing = { rated: null, liked: false, viewed: false, listed: null, review: null };

/**
 * What stood just before the offset `before` of the viewer's partition, whatever is known of later: entries and
 * retractions at or behind it are left out. `entries` are in log order. The last rating stands, whether rated or
 * reviewed; `unliked` and `unwatchlisted` end what was before them; one view of enough of the film is enough.
 */
export function standingBefore(entries: readonly Entry[], before: number): Standing {
  let { rated, liked, viewed, listed, review } = NOTHING_STANDS;
  for (const entry of entries) {
    if (entry.offset >= before) break;
    if (entry.retractedAt !== null && entry.retractedAt < before) continue;
    const { total, takesBack, counts } = signalEffects[entry.type];
    if (total === "ratings" && starIndexOf(entry.value) !== undefined) rated = entry;
    if (total === "views" && holds(counts, entry.value)) viewed = true;
    if (total === "likes") liked = true;
    if (takesBack === "liked") liked = false;
    if (entry.type === "watchlisted") listed = entry;
    if (takesBack === "watchlisted") listed = null;
    if (entry.type === "reviewed") review = entry;
  }
  return { rated, liked, viewed, listed, review };
}

/** Whether a signal can change what stands; the others (clicks, dislikes, short views) are history only. */
export function bearsOnMovie({ type, value }: Pick<Entry, "type" | "value">): boolean {
  const { total, takesBack, counts } = signalEffects[type];
  if (total === "views") return holds(counts, value);
  return total !== null || takesBack !== null || type === "watchlisted";
}

/** The place of a rating in a distribution of half stars (0.5 is 0, 5 is 9); undefined when it is none. */
export function starIndexOf(value: number | null): number | undefined {
  const index = value === null ? -1 : value * 2 - 1;
  return Number.isInteger(index) && index >= 0 && index < 10 ? index : undefined;
}
