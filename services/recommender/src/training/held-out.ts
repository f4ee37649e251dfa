import type { Position } from "@projectionist/contracts";
import type { CountedHistory } from "./counted-histories.ts";

/** A viewer whose last films are left out, to see whether a model would have guessed them. */
export type HeldOut = Readonly<{
  userId: string;
  /** Without the films that are left out. */
  history: CountedHistory;
  /** Film numbers, in the order in which they joined. */
  relevant: Int32Array;
}>;

export type HeldOutOptions = Readonly<{
  /** Only films that joined behind this are left out, which no model of that position has seen. */
  since?: Position | undefined;
  /** At most so many viewers, those with the latest films. */
  viewers?: number;
}>;

const VIEWERS = 1_000;
const SHORTEST_HISTORY = 5;
const MOST_FILMS = 5;
/** The share of a history that is left out at most. */
const SHARE = 0.2;

/** The viewers whose last films are the newest, each with some of those left out. */
export function holdOut(
  histories: ReadonlyMap<string, CountedHistory>,
  { since, viewers = VIEWERS }: HeldOutOptions = {},
): HeldOut[] {
  const found: (HeldOut & { latest: number })[] = [];
  for (const [userId, history] of histories) {
    const { items, times, offsets, partition } = history;
    if (items.length < SHORTEST_HISTORY) continue;
    const reached = since?.offsets.get(partition) ?? -1;
    const most = Math.min(MOST_FILMS, Math.max(1, Math.floor(items.length * SHARE)));
    let kept = items.length;
    while (kept > items.length - most && offsets[kept - 1]! > reached) kept--;
    if (kept === items.length) continue;
    found.push({
      userId,
      history: {
        partition,
        items: items.slice(0, kept),
        times: times.slice(0, kept),
        offsets: offsets.slice(0, kept),
      },
      relevant: items.slice(kept),
      latest: times[times.length - 1]!,
    });
  }
  found.sort((a, b) => b.latest - a.latest || (a.userId < b.userId ? -1 : 1));
  return found.slice(0, viewers).map(({ userId, history, relevant }) => ({ userId, history, relevant }));
}
