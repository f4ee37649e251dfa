import { candidateOf, type Evidence } from "../candidate.ts";
import type { Scorer } from "../pipeline.ts";
import { trustIn } from "../trust.ts";

/** Takes from what viewers of a baseline went on to, the fewer they are the more: few prove little. */
export const trusted: Scorer = (candidates, { statistics }) => {
  const weigh = (one: Evidence): Evidence =>
    one.kind === "cooccurrence" && one.baseline !== null
      ? { ...one, amount: one.amount * trustIn(statistics.viewers(one.baseline)) }
      : one;
  return candidates.map(({ movieId, evidence }) => candidateOf(movieId, evidence.map(weigh)));
};
