import { MAX_CONTRIBUTING_SIGNALS, type SignalEvent, type SignalType } from "@projectionist/contracts";
import type { FilmTotals, LedgerEntry, StateEntry, TrendingWindowName } from "../signal-state/signal-state.ts";

type Logged = Readonly<{ event: SignalEvent; offset: number; appendedAt: number }>;
type Entry = { -readonly [Field in keyof LedgerEntry]: LedgerEntry[Field] };
type WithoutShard<T> = T extends unknown ? Omit<T, "shard"> : never;

const WEEK_MS = 604_800_000;
const HOUR_MS = 3_600_000;
const BUCKET_MS: Readonly<Record<TrendingWindowName, number>> = { "1h": 300_000, "24h": HOUR_MS, "7d": 21_600_000 };
const FEEDBACK: readonly string[] = ["liked", "unliked", "disliked", "notInterested"] satisfies SignalType[];

/**
 * Counts a log again, in one go and in one thread: written for plainness from the table in the architecture, with nothing of
 * the projector's in it, so that the two can be held against each other. Signals of a viewer come in log order.
 */
export class Recount {
  /** By viewer, the ledger by event id; of an erased viewer the offset of the erasure. */
  readonly #ledgers = new Map<string, Map<string, Entry> | number>();

  add({ event, offset, appendedAt }: Logged): void {
    const ledger = this.#ledgers.get(event.userId) ?? new Map<string, Entry>();
    if (typeof ledger === "number") return;
    if (event.type === "ViewerErased") return void this.#ledgers.set(event.userId, offset);
    if (event.type === "SignalRetracted" || event.type === "ReviewRemoved") {
      const target = ledger.get(event.retractedEventId);
      if (target) target.retractedAt ??= offset;
      return;
    }
    const [type, value] = meaningOf(event);
    if (type === "" || ledger.has(event.eventId) || ledger.size >= MAX_CONTRIBUTING_SIGNALS) return;
    const { eventId, movieId, occurredAt } = event;
    const late = appendedAt > occurredAt + WEEK_MS;
    ledger.set(eventId, { eventId, offset, movieId, type, value, occurredAt, late, retractedAt: null });
    this.#ledgers.set(event.userId, ledger);
  }

  /** What a state holds that reflects all that was added. */
  *entries(window: number): Iterable<WithoutShard<StateEntry>> {
    const counts = new FilmCounts();
    for (const [userId, ledger] of this.#ledgers) {
      if (typeof ledger === "number") {
        yield { kind: "ledger", userId, entries: [erased(ledger)] };
        continue;
      }
      const entries = [...ledger.values()];
      countViewer(entries, window, counts);
      if (entries.length > 0) yield { kind: "ledger", userId, entries };
    }
    yield* counts.entries();
  }
}

/** All that remains of an erased viewer, and all that ever will. */
function erased(offset: number): LedgerEntry {
  const none = { value: null, occurredAt: 0, late: true, retractedAt: null };
  return { eventId: "~erased", offset, movieId: "~erased", type: "clicked", ...none };
}

function meaningOf(event: SignalEvent): [SignalType | "", number | null] {
  if (event.type === "MovieViewed") return ["viewed", event.progress];
  if (event.type === "MovieRated") return ["rated", event.rating];
  if (event.type === "ReviewPosted") return ["reviewed", event.rating];
  if (event.type === "WatchlistChanged") return [event.added ? "watchlisted" : "unwatchlisted", null];
  if (event.type === "MovieClicked") return ["clicked", null];
  if (event.type === "FeedbackGiven" && FEEDBACK.includes(event.feedback)) return [event.feedback as SignalType, null];
  return ["", null];
}

/** The entries that were neither retracted nor taken back by a later one. */
function standing(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const takenBack = new Set<string>();
  const stand = entries.toReversed().filter(({ movieId, type, retractedAt }) => {
    if (retractedAt !== null || takenBack.has(`${type} ${movieId}`)) return false;
    if (type.startsWith("un")) takenBack.add(`${type.slice(2)} ${movieId}`);
    return true;
  });
  return stand.reverse();
}

function countViewer(entries: readonly LedgerEntry[], window: number, counts: FilmCounts): void {
  const stand = standing(entries);
  const history = new Set<string>();
  const once = new Set<string>();
  const stars = new Map<string, number>();
  for (const { movieId, type, value } of stand) {
    if ((type === "rated" || type === "reviewed") && value !== null) stars.set(movieId, value);
  }
  for (const { movieId, type, value, occurredAt, late } of stand) {
    const watched = type === "viewed" && value! >= 0.7;
    const rated = (type === "rated" || type === "reviewed") && value !== null && value >= 3;
    const plainReview = type === "reviewed" && value === null;
    if (watched || type === "liked" || plainReview || (rated && stars.get(movieId)! >= 3)) history.add(movieId);
    if (watched && !once.has(`views ${movieId}`)) counts.total(movieId, "views", 1);
    if (watched) once.add(`views ${movieId}`);
    if (type === "liked" && !once.has(`likes ${movieId}`)) counts.total(movieId, "likes", 1);
    if (type === "liked") once.add(`likes ${movieId}`);
    const trends = watched || rated || plainReview || ["liked", "watchlisted", "clicked"].includes(type);
    const hour = `hour ${type} ${Math.floor(occurredAt / HOUR_MS)} ${movieId}`;
    if (!trends || late || once.has(hour)) continue;
    once.add(hour);
    counts.trending(movieId, occurredAt);
  }
  for (const [movieId, value] of stars) {
    counts.total(movieId, "ratingCount", 1);
    counts.total(movieId, "ratingHalves", value * 2);
  }
  const films = [...history];
  films.forEach((movieId, index) => {
    counts.total(movieId, "history", 1);
    for (let gap = 1; gap <= Math.min(window, index); gap++) {
      counts.pair(films[index - gap]!, movieId, Math.round(0.8 ** (gap - 1) * 1_000_000));
    }
  });
}

/** What viewers add to the films' amounts. */
class FilmCounts {
  readonly #pairs = new Map<string, Map<string, number>>();
  readonly #totals = new Map<string, { -readonly [Total in keyof FilmTotals]: number }>();
  readonly #trending = new Map<string, Map<string, number>>();

  pair(movieId: string, next: string, amount: number): void {
    addTo(this.#pairs, movieId, next, amount);
  }

  total(movieId: string, total: keyof FilmTotals, amount: number): void {
    const none = () => ({ history: 0, views: 0, likes: 0, ratingCount: 0, ratingHalves: 0 });
    const totals = this.#totals.get(movieId) ?? none();
    totals[total] += amount;
    this.#totals.set(movieId, totals);
  }

  trending(movieId: string, occurredAt: number): void {
    for (const [window, bucketMs] of Object.entries(BUCKET_MS)) {
      addTo(this.#trending, `${window} ${Math.floor(occurredAt / bucketMs)}`, movieId, 1);
    }
  }

  *entries(): Iterable<WithoutShard<StateEntry>> {
    for (const [movieId, pairs] of this.#pairs) {
      for (const [next, amount] of pairs) yield { kind: "pair", movieId, next, amount };
    }
    for (const [movieId, totals] of this.#totals) yield { kind: "totals", movieId, totals };
    for (const [place, films] of this.#trending) {
      const [window, bucket] = place.split(" ") as [TrendingWindowName, string];
      for (const [movieId, amount] of films)
        yield { kind: "trending", movieId, window, bucket: Number(bucket), amount };
    }
  }
}

function addTo(counts: Map<string, Map<string, number>>, first: string, second: string, amount: number): void {
  let ofFirst = counts.get(first);
  if (ofFirst === undefined) counts.set(first, (ofFirst = new Map()));
  ofFirst.set(second, (ofFirst.get(second) ?? 0) + amount);
}
