import type { SignalEvent } from "@projectionist/contracts";
import type { StateEntry } from "../../signal-state/signal-state.ts";
import type { LoggedSignal } from "../project-events.ts";

type Counted = {
  id: string;
  offset: number;
  film: string;
  what: string;
  stars: number | null;
  at: number;
  late: boolean;
  goneAt: number | null;
};

/**
 * Counts a whole log again in one go, viewer by viewer, and tells the outcome as lines: written for plainness from the
 * table in the architecture, with nothing of the projector's in it.
 */
export function recount(log: readonly LoggedSignal[], window: number): string[] {
  const amounts = new Map<string, number>();
  const lines: string[] = [];
  const add = (line: string, amount: number) => amounts.set(line, (amounts.get(line) ?? 0) + amount);
  const users = new Set(log.map(({ event }) => event.userId));
  for (const user of users) {
    const ledger = ledgerOf(log.filter(({ event }) => event.userId === user));
    countViewer(
      ledger.filter((entry) => entry.goneAt === null),
      window,
      add,
    );
    if (ledger.length > 0) lines.push(`ledger ${user} ${JSON.stringify(ledger)}`);
  }
  for (const [line, amount] of amounts) if (amount !== 0) lines.push(`${line} = ${amount}`);
  return lines.sort();
}

/** The same lines, of what a state holds. */
export async function linesOf(entries: AsyncIterable<StateEntry>): Promise<string[]> {
  const lines: string[] = [];
  for await (const entry of entries) {
    if (entry.kind === "pair") lines.push(`pair ${entry.movieId} > ${entry.next} = ${entry.amount}`);
    else if (entry.kind === "trending")
      lines.push(`trending ${entry.window} ${entry.bucket} ${entry.movieId} = ${entry.amount}`);
    else if (entry.kind === "totals") {
      for (const [total, amount] of Object.entries(entry.totals)) {
        if (amount !== 0) lines.push(`${total} ${entry.movieId} = ${amount}`);
      }
    } else {
      const ledger = entry.entries.map((e): Counted => ({
        id: e.eventId,
        offset: e.offset,
        film: e.movieId,
        what: e.type,
        stars: e.value,
        at: e.occurredAt,
        late: e.late,
        goneAt: e.retractedAt,
      }));
      lines.push(`ledger ${entry.userId} ${JSON.stringify(ledger)}`);
    }
  }
  return lines.sort();
}

function ledgerOf(events: readonly LoggedSignal[]): Counted[] {
  const ledger: Counted[] = [];
  for (const { event, offset, appendedAt } of events) {
    if (event.type === "ViewerErased") return [erased(offset)];
    if (event.type === "SignalRetracted" || event.type === "ReviewRemoved") {
      const target = ledger.find(({ id }) => id === event.retractedEventId);
      if (target && target.goneAt === null) target.goneAt = offset;
    } else if (ledger.every(({ id }) => id !== event.eventId)) {
      const [what, stars] = meaningOf(event);
      const late = appendedAt > event.occurredAt + 604_800_000;
      ledger.push({
        id: event.eventId,
        offset,
        film: event.movieId,
        what,
        stars,
        at: event.occurredAt,
        late,
        goneAt: null,
      });
    }
  }
  return ledger;
}

/** All that remains of an erased viewer, and all that ever will. */
function erased(offset: number): Counted {
  return { id: "~erased", offset, film: "~erased", what: "clicked", stars: null, at: 0, late: true, goneAt: null };
}

function meaningOf(event: SignalEvent): [string, number | null] {
  if (event.type === "MovieViewed") return ["viewed", event.progress];
  if (event.type === "MovieRated") return ["rated", event.rating];
  if (event.type === "ReviewPosted") return ["reviewed", event.rating];
  if (event.type === "WatchlistChanged") return [event.added ? "watchlisted" : "unwatchlisted", null];
  if (event.type === "FeedbackGiven") return [event.feedback, null];
  return ["clicked", null];
}

function countViewer(alive: readonly Counted[], window: number, add: (line: string, amount: number) => void): void {
  const counts = alive.filter(
    (entry, index) =>
      !alive.slice(index).some((later) => later.film === entry.film && later.what === `un${entry.what}`),
  );
  const history: string[] = [];
  const once = new Set<string>();
  const stars = new Map<string, number>();
  for (const { film, what, stars: given } of counts) {
    if ((what === "rated" || what === "reviewed") && given !== null) stars.set(film, given);
  }
  for (const { film, what, stars: given, at, late } of counts) {
    const watched = what === "viewed" && given! >= 0.7;
    const rates = (what === "rated" || what === "reviewed") && given !== null;
    const rated = rates && given >= 3;
    const plainReview = what === "reviewed" && given === null;
    if ((watched || what === "liked" || plainReview || (rated && stars.get(film)! >= 3)) && !history.includes(film))
      history.push(film);
    if (watched) once.add(`views ${film}`);
    if (what === "liked") once.add(`likes ${film}`);
    const trends = watched || rated || plainReview || ["liked", "watchlisted", "clicked"].includes(what);
    const hour = `${film} ${what} ${Math.floor(at / 3_600_000)}`;
    if (!trends || late || once.has(hour)) continue;
    once.add(hour);
    add(`trending 1h ${Math.floor(at / 300_000)} ${film}`, 1);
    add(`trending 24h ${Math.floor(at / 3_600_000)} ${film}`, 1);
    add(`trending 7d ${Math.floor(at / 21_600_000)} ${film}`, 1);
  }
  for (const line of once) if (/^(views|likes) /.test(line)) add(line, 1);
  for (const [film, given] of stars) {
    add(`ratingCount ${film}`, 1);
    add(`ratingHalves ${film}`, given * 2);
  }
  history.forEach((film, index) => {
    add(`history ${film}`, 1);
    for (let gap = 1; gap <= Math.min(window, index); gap++) {
      add(`pair ${history[index - gap]} > ${film}`, Math.round(Math.pow(0.8, gap - 1) * 1_000_000));
    }
  });
}
