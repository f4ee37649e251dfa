import { historyOf, interactionsOf, timesOf, type Interactions } from "../interactions.ts";
import { ndcg } from "../metrics/ndcg.ts";
import { recall } from "../metrics/recall.ts";
import { createRandom, shuffled, type Random } from "../random.ts";
import { frequentItems } from "./frequent-items.ts";
import type { ProtocolOptions, ProtocolReport } from "./protocol.ts";
import { rankModels, type RankingCase, type RankingPart } from "./ranking-cases.ts";

export type StrongGeneralisationOptions = ProtocolOptions &
  Readonly<{
    /** How often everything is drawn anew, with the seeds `seed`, `seed + 1`, …; figures are over the users of all. */
    splits?: number;
    /** How many users the test has, and the validation as many; never more than a sixth of all each. */
    users?: number;
  }>;

const METRICS = {
  "NDCG@100": (ranking) => ndcg(ranking, 100),
  "R@20": (ranking) => recall(ranking, 20),
  "R@50": (ranking) => recall(ranking, 50),
} satisfies Parameters<typeof rankModels>[1];

const HELD_OUT = 0.2;
const FEWEST_FILMS = 5;

/**
 * Strong generalisation (P1; Liang et al. 2018): recommending for people of whom the models saw nothing. Test and validation
 * users are drawn by lot among those with five films or more; models are fitted on all others. Of each drawn user's films a
 * fifth, drawn by lot, is to be found, given the rest in its order. `liked` are the films that users liked, such as those rated 4
 * and more; films that nobody liked are left out.
 */
export async function strongGeneralisation(
  liked: Interactions,
  options: StrongGeneralisationOptions,
): Promise<ProtocolReport> {
  const { seed, splits = 1, users = 600 } = options;
  const { interactions: positives } = frequentItems(liked, 1);
  const drawn = Math.min(users, Math.floor(positives.userCount / 6));
  const parts = Array.from({ length: splits }, (_, split) => splitUsers(positives, createRandom(seed + split), drawn));
  return {
    protocol: "p1",
    description: `Strong generalisation: for ${drawn} users whom the models never saw, a fifth of their films is to be found, given the rest; all films are ranked.`,
    facts: {
      users: positives.userCount,
      films: positives.itemCount,
      interactions: positives.items.length,
      "test users": drawn,
      "validation users": drawn,
      splits,
      seed,
    },
    backend: options.algebra.name,
    figures: await rankModels(parts, METRICS, options),
  };
}

/** Users for the test and as many for validation, drawn by lot; of their films a fifth is to be found. Others are learned from. */
export function splitUsers(all: Interactions, random: Random, drawn: number): RankingPart {
  const order = Array.from(shuffled(all.userCount, random));
  const fit = order.filter((user) => historyOf(all, user).length >= FEWEST_FILMS);
  const [test, validation] = [fit.slice(0, drawn), fit.slice(drawn, 2 * drawn)];
  const out = new Set([...test, ...validation]);
  const train = order.filter((user) => !out.has(user)).toSorted((a, b) => a - b);
  return {
    train: interactionsOf(
      train.map((user) => ({ items: historyOf(all, user), times: timesOf(all, user) })),
      all.itemCount,
    ),
    cases: {
      test: test.map((user) => foldIn(historyOf(all, user), random)),
      validation: validation.map((user) => foldIn(historyOf(all, user), random)),
    },
  };
}

function foldIn(films: Int32Array, random: Random): RankingCase {
  const held = new Set(shuffled(films.length, random).subarray(0, Math.max(1, Math.round(films.length * HELD_OUT))));
  return {
    history: films.filter((_, place) => !held.has(place)),
    relevant: films.filter((_, place) => held.has(place)),
  };
}
