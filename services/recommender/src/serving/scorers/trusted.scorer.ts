import type { EvidenceKind } from "@projectionist/contracts";
import { candidateOf, type Evidence } from "../candidate.ts";
import type { Scorer } from "../pipeline.ts";
import { trustIn } from "../trust.ts";

const isOfViewers = (kind: EvidenceKind) => kind === "cooccurrence" || kind === "trained";

/** Takes from what viewers of a baseline tell, the fewer they are the more: few prove little. */
export const trusted: Scorer = (candidates, { statistics }) => {
  const weigh = (one: Evidence): Evidence =>
    isOfViewers(one.kind) && one.baseline !== null
      ? { ...one, amount: one.amount * trustIn(statistics.viewers(one.baseline)) }
      : one;
  return candidates.map(({ movieId, evidence }) => candidateOf(movieId, evidence.map(weigh)));
};
