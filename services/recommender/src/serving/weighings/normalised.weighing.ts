import type { EvidenceKind } from "@projectionist/contracts";
import { scaleToOne } from "@projectionist/recsys";
import type { Candidate } from "../candidate.ts";
import type { Weighing } from "../pipeline.ts";

/** Brings a kind of evidence, whose unit is arbitrary, to the common one: its best film gets 1 from it. */
export function normalised(kind: EvidenceKind): Weighing {
  return (candidates) => {
    const scale = scaleToOne(candidates.map((candidate) => amountOf(candidate, kind)));
    return (evidence) => (evidence.kind === kind ? scale : 1);
  };
}

function amountOf({ evidence }: Candidate, kind: EvidenceKind): number {
  let sum = 0;
  for (const one of evidence) if (one.kind === kind) sum += one.amount;
  return sum;
}
