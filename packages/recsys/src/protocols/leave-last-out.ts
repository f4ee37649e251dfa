import { historyOf, interactionsOf, timesOf, type Interactions } from "../interactions.ts";
import { frequentItems } from "./frequent-items.ts";
import { NEXT_ITEM_METRICS } from "./next-item-metrics.ts";
import type { ProtocolOptions, ProtocolReport } from "./protocol.ts";
import { rankModels, type RankingCase, type RankingPart } from "./ranking-cases.ts";

export type LeaveLastOutOptions = ProtocolOptions &
  Readonly<{
    /** Films that fewer have are left out, as is usual. Default 5. */
    minViewers?: number;
  }>;

/** Who has fewer films is never asked about: there would be nothing to ask with. */
const FEWEST_FILMS = 3;

/**
 * Leave-last-out with the whole catalog ranked (P2; the split of Kang & McAuley 2018): models are fitted on all but the last
 * two films of every user; the second to last is to be found for validation and the last for the test, among all films that
 * the user does not have by then, given all films before it. Nothing is drawn by lot.
 */
export async function leaveLastOut(all: Interactions, options: LeaveLastOutOptions): Promise<ProtocolReport> {
  const { minViewers = 5 } = options;
  const { interactions } = frequentItems(all, minViewers);
  const [validation, test] = [casesOf(interactions, 2), casesOf(interactions, 1)];
  const parts: RankingPart[] = [{ train: withoutLastTwo(interactions), cases: { validation, test } }];
  return {
    protocol: "p2",
    description:
      "Leave-last-out: fitted on all but the last two films of every user; the last is to be found given all before it, " +
      "for validation the second to last; all films are ranked.",
    facts: {
      users: interactions.userCount,
      films: interactions.itemCount,
      interactions: interactions.items.length,
      "test users": test.length,
    },
    backend: options.algebra.name,
    figures: await rankModels(parts, NEXT_ITEM_METRICS, options),
  };
}

/** Per user, the film that is the `held`-th from the end, asked for when the one before it came, given all before it. */
function casesOf(interactions: Interactions, held: number): RankingCase[] {
  return Array.from({ length: interactions.userCount }, (_, user) => user)
    .filter((user) => historyOf(interactions, user).length >= FEWEST_FILMS)
    .map((user) => {
      const [films, times] = [historyOf(interactions, user), timesOf(interactions, user)];
      const place = films.length - held;
      return { history: films.subarray(0, place), relevant: films.subarray(place, place + 1), at: times[place - 1]! };
    });
}

function withoutLastTwo(interactions: Interactions): Interactions {
  const sequences = Array.from({ length: interactions.userCount }, (_, user) => {
    const films = historyOf(interactions, user);
    const end = films.length < FEWEST_FILMS ? films.length : films.length - 2;
    return { items: films.subarray(0, end), times: timesOf(interactions, user).subarray(0, end) };
  });
  return interactionsOf(sequences, interactions.itemCount);
}
