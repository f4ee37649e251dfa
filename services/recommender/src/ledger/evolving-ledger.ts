import { MAX_CONTRIBUTING_SIGNALS } from "@projectionist/contracts";
import { totalNames } from "../signal-state/signal-state.ts";
import type { FilmDelta, LedgerEntry } from "../signal-state/signal-state.ts";
import { contributions, totalsOf } from "./contributions.ts";
import { erasedMark, isErased } from "./erased-mark.ts";
import { filmStanding, listWith, noStanding } from "./film-standing.ts";
import type { FilmStanding } from "./film-standing.ts";
import { checkWindow } from "./pair-weight.ts";
import { ViewingOrder } from "./viewing-order.ts";

/**
 * A viewer's ledger while the log is read on: each change answers what it does to the films' amounts, which is the
 * difference of {@link contributions} after and before, found by looking at the one film that the change is about.
 */
export class EvolvingLedger {
  readonly #window: number;
  #eventIds = new Set<string>();
  #films = new Map<string, LedgerEntry[]>();
  #order: ViewingOrder;
  #isErased: boolean;

  /** Begins with the entries of the ledger so far, in log order. */
  constructor(entries: readonly LedgerEntry[], window: number) {
    checkWindow(window);
    this.#window = window;
    for (const entry of entries) {
      this.#eventIds.add(entry.eventId);
      this.#addToFilm(entry, this.#films.get(entry.movieId));
    }
    this.#isErased = isErased(this.#eventIds);
    const joining = [...this.#films.values()].flatMap((ofFilm) => filmStanding(ofFilm).counting[0] ?? []);
    joining.sort((a, b) => a.offset - b.offset);
    this.#order = new ViewingOrder(window, joining);
  }

  /** The number of entries, retracted ones included. */
  get size(): number {
    return this.#eventIds.size;
  }

  /**
   * Adds an entry later than all others. Undefined when it does not enter the ledger: its event id is there already, the
   * viewer was erased, or the ledger is full ({@link MAX_CONTRIBUTING_SIGNALS}).
   */
  append(entry: LedgerEntry): FilmDelta[] | undefined {
    const before = this.size;
    if (this.#isErased || before >= MAX_CONTRIBUTING_SIGNALS) return undefined;
    if (this.#eventIds.add(entry.eventId).size === before) return undefined;
    const ofFilm = this.#films.get(entry.movieId);
    const was = ofFilm ? filmStanding(ofFilm) : noStanding;
    const is = filmStanding(this.#addToFilm(entry, ofFilm));
    return this.#changes(entry.movieId, entry.offset, was, is);
  }

  /** Takes the signal back for good. Undefined when there is none of that id, or it is taken back already. */
  retract(eventId: string, offset: number): FilmDelta[] | undefined {
    if (this.#isErased || !this.#eventIds.has(eventId)) return undefined;
    const ofFilm = this.#films.values().find((entries) => entries.some((entry) => entry.eventId === eventId))!;
    const place = ofFilm.findIndex((entry) => entry.eventId === eventId);
    const entry = ofFilm[place]!;
    if (entry.retractedAt !== null) return undefined;
    const before = filmStanding(ofFilm);
    ofFilm[place] = { ...entry, retractedAt: offset };
    return this.#changes(entry.movieId, offset, before, filmStanding(ofFilm));
  }

  /** Leaves the {@link erasedMark} alone in the ledger, for ever. Undefined when it is there already. */
  erase(offset: number): FilmDelta[] | undefined {
    if (this.#isErased) return undefined;
    const entries = [...this.#films.values()].flat().sort((a, b) => a.offset - b.offset);
    const all = contributions(entries, this.#window);
    this.#eventIds = new Set([erasedMark(offset).eventId]);
    this.#films = new Map();
    this.#order = new ViewingOrder(this.#window);
    this.#isErased = true;
    return all.map((contribution) => ({ ...contribution, offset, amount: -contribution.amount }));
  }

  #addToFilm(entry: LedgerEntry, ofFilm: LedgerEntry[] | undefined): readonly LedgerEntry[] {
    const entries = listWith(ofFilm, entry);
    if (ofFilm === undefined) this.#films.set(entry.movieId, entries);
    return entries;
  }

  #changes(movieId: string, offset: number, before: FilmStanding, after: FilmStanding): FilmDelta[] {
    const deltas: FilmDelta[] = [];
    addTotals(deltas, offset, movieId, before, after);
    addTrending(deltas, offset, movieId, before.trending, after.trending);
    const joinedBefore = before.counting[0]?.offset;
    const joinedAfter = after.counting[0]?.offset;
    if (joinedBefore !== joinedAfter) {
      const changed = (from: string, next: string, amount: number) =>
        void deltas.push({ kind: "pair", offset, movieId: from, next, amount });
      if (joinedBefore !== undefined) this.#order.remove(movieId, joinedBefore, changed);
      if (joinedAfter !== undefined) this.#order.insert(movieId, joinedAfter, changed);
    }
    return deltas;
  }
}

function addTotals(deltas: FilmDelta[], offset: number, movieId: string, before: FilmStanding, after: FilmStanding) {
  const was = totalsOf(before);
  const is = totalsOf(after);
  for (const total of totalNames) {
    const amount = is[total] - was[total];
    if (amount !== 0) deltas.push({ kind: "total", offset, movieId, total, amount });
  }
}

/** Both lists are in log order, so that walking them side by side finds what came and what went. */
function addTrending(
  deltas: FilmDelta[],
  offset: number,
  movieId: string,
  before: readonly LedgerEntry[],
  after: readonly LedgerEntry[],
): void {
  const add = ({ occurredAt }: LedgerEntry, amount: 1 | -1) =>
    void deltas.push({ kind: "trending", offset, movieId, occurredAt, amount });
  let gone = 0;
  for (const entry of after) {
    while (gone < before.length && before[gone]!.offset < entry.offset) add(before[gone++]!, -1);
    if (before[gone]?.offset === entry.offset) gone++;
    else add(entry, 1);
  }
  while (gone < before.length) add(before[gone++]!, -1);
}
