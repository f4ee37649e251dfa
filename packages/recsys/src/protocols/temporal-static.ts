import { historyOf, interactionsOf, timesOf, type Interactions } from "../interactions.ts";
import { hitRate } from "../metrics/hit-rate.ts";
import { ndcg } from "../metrics/ndcg.ts";
import { recall } from "../metrics/recall.ts";
import type { ProtocolOptions, ProtocolReport } from "./protocol.ts";
import { rankModels, type RankingCase, type RankingPart } from "./ranking-cases.ts";

const METRICS = {
  "R@20": (ranking) => recall(ranking, 20),
  "NDCG@10": (ranking) => ndcg(ranking, 10),
  "HR@10": (ranking) => hitRate(ranking, 10),
} satisfies Parameters<typeof rankModels>[1];

/**
 * Global temporal split (P3a): what is learned up to one moment is to foretell all that known users have after it. The first
 * 80 % of all interactions by time, the next 10 % and the last 10 %: for validation models learn from the first and foretell
 * the second, for the test they learn from both and foretell the third. Users without any film before the moment are left
 * out. Nothing is learned and no history goes on after the moment.
 */
export async function temporalStatic(interactions: Interactions, options: ProtocolOptions): Promise<ProtocolReport> {
  const times = interactions.times.toSorted();
  const [early, late] = [times[Math.floor(times.length * 0.8)], times[Math.floor(times.length * 0.9)]];
  const validation = splitAt(interactions, early ?? 0, late ?? 0);
  const test = splitAt(interactions, late ?? 0, Infinity);
  return {
    protocol: "p3a",
    description:
      "Global temporal split: learned from the first 90 % of all interactions by time, all later films of known users are to be found; all films are ranked. For validation the same after 80 %, up to 90 %.",
    facts: {
      users: interactions.userCount,
      films: interactions.itemCount,
      interactions: interactions.items.length,
      "test users": test.cases.length,
      "validation users": validation.cases.length,
    },
    backend: options.algebra.name,
    figures: await rankModels(
      [
        { train: validation.train, cases: { validation: validation.cases } },
        { train: test.train, cases: { test: test.cases } },
      ],
      METRICS,
      options,
    ),
  };
}

type Split = Readonly<{ train: RankingPart["train"]; cases: readonly RankingCase[] }>;

/** What came before `from`, and of users with any of that what came from then to before `until`. */
function splitAt(all: Interactions, from: number, until: number): Split {
  const users = Array.from({ length: all.userCount }, (_, user) => {
    const [items, times] = [historyOf(all, user), timesOf(all, user)];
    const known = firstNotBefore(times, from);
    return {
      items: items.subarray(0, known),
      times: times.subarray(0, known),
      later: items.subarray(known, firstNotBefore(times, until)),
    };
  });
  return {
    train: interactionsOf(users, all.itemCount),
    cases: users
      .filter(({ items, later }) => items.length > 0 && later.length > 0)
      .map(({ items, later }) => ({ history: items, relevant: later })),
  };
}

function firstNotBefore(times: Float64Array, moment: number): number {
  const place = times.findIndex((time) => time >= moment);
  return place < 0 ? times.length : place;
}
