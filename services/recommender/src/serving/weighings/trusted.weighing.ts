import type { EvidenceKind } from "@projectionist/contracts";
import type { Weighing } from "../pipeline.ts";
import { trustIn } from "../trust.ts";

const isOfViewers = (kind: EvidenceKind) => kind === "cooccurrence" || kind === "trained";

/** Takes from what viewers of a baseline tell, the fewer they are the more: few prove little. */
export const trusted: Weighing = (_candidates, { statistics }) => {
  const trust = new Map<string, number>();
  return ({ kind, baseline }) => {
    if (baseline === null || !isOfViewers(kind)) return 1;
    const known = trust.get(baseline) ?? trustIn(statistics.viewers(baseline));
    trust.set(baseline, known);
    return known;
  };
};
