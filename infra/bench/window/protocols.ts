import { holds, signalEffects } from "@projectionist/contracts";
import type { LoggedSignal } from "../../../services/recommender/src/projector/project-events.ts";
import type { History } from "./data-set.ts";
import { openProjection } from "./projection.ts";
import { createRanker, LENGTH, listNames, type ListName } from "./ranker.ts";

/** One list asked for and what the viewer took next: its place from 0, -1 when it was not among the first ten. */
export type Trial = Readonly<{ userId: string; place: number }>;

export type Outcome = Readonly<
  Record<ListName, Readonly<{ trials: readonly Trial[]; recommended: ReadonlySet<string> }>>
>;

export type Protocol = Readonly<{ name: string; run(history: History, window: number): Promise<Outcome> }>;

const TEST_SHARE = 0.2;
const JOINS_PER_LIST = 4;
/** A viewer of whom fewer films are known is a stranger: other parts of the recommender serve him. */
const FEWEST_KNOWN = 3;

/**
 * By time: the first 80 % of the signals are known; then the rest come in their order, and before every fourth film that
 * joins a viewer's history his list is asked for. Counts go on as they do live.
 */
export const byTime: Protocol = {
  name: "by time, live",
  async run({ log, catalog }, window) {
    const projection = await openProjection(window);
    const rank = createRanker(projection.state, catalog);
    const scores = createScores();
    const histories = new Histories();
    const cut = Math.floor(log.length * (1 - TEST_SHARE));
    let projected = 0;
    let joined = 0;
    for (const [index, signal] of log.entries()) {
      const { userId, movieId } = signal.event as Rated;
      const asked = index >= cut && histories.joins(signal) && histories.of(userId) >= FEWEST_KNOWN;
      if (asked && joined++ % JOINS_PER_LIST === 0) {
        await projection.project(log.slice(projected, index));
        projected = index;
        scores.add(userId, movieId, await rank(userId));
      }
      histories.add(signal);
    }
    await projection.close();
    return scores.outcome;
  },
};

/** Leave the last out: all is known but of each viewer the last film that joined his history, and what came after it. */
export const lastOut: Protocol = {
  name: "last film left out",
  async run({ log, catalog }, window) {
    const histories = new Histories();
    const last = new Map<string, LoggedSignal>();
    for (const signal of log) {
      if (histories.joins(signal)) last.set(signal.event.userId, signal);
      histories.add(signal);
    }
    const projection = await openProjection(window);
    await projection.project(log.filter(({ offset, event }) => offset < (last.get(event.userId)?.offset ?? Infinity)));
    const rank = createRanker(projection.state, catalog);
    const scores = createScores();
    for (const [userId, signal] of last) {
      if (histories.of(userId) <= FEWEST_KNOWN) continue;
      scores.add(userId, (signal.event as Rated).movieId, await rank(userId));
    }
    await projection.close();
    return scores.outcome;
  },
};

type Rated = Extract<LoggedSignal["event"], { type: "MovieRated" }>;

/** The films in viewers' histories, for logs in which nobody rates a film twice. */
class Histories {
  readonly #counts = new Map<string, number>();

  joins({ event }: LoggedSignal): boolean {
    return event.type === "MovieRated" && holds(signalEffects.rated.counts, event.rating);
  }

  add(signal: LoggedSignal): void {
    const { userId } = signal.event;
    if (this.joins(signal)) this.#counts.set(userId, this.of(userId) + 1);
  }

  of(userId: string): number {
    return this.#counts.get(userId) ?? 0;
  }
}

function createScores() {
  const empty = () => ({ trials: [] as Trial[], recommended: new Set<string>() });
  const outcome = { counts: empty(), served: empty() };
  return {
    outcome: outcome satisfies Outcome,
    add(userId: string, movieId: string, lists: Readonly<Record<ListName, readonly string[]>>) {
      for (const name of listNames) {
        const list = lists[name].slice(0, LENGTH);
        outcome[name].trials.push({ userId, place: list.indexOf(movieId) });
        for (const id of list) outcome[name].recommended.add(id);
      }
    },
  };
}
