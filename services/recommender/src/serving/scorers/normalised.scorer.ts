import { scaleToOne } from "@projectionist/recsys";
import type { EvidenceKind } from "@projectionist/contracts";
import { candidateOf, type Candidate } from "../candidate.ts";
import type { Scorer } from "../pipeline.ts";

/** Brings a kind of evidence, whose unit is arbitrary, to the common one: its best film gets 1 from it. */
export function normalised(kind: EvidenceKind): Scorer {
  return (candidates) => {
    const scale = scaleToOne(candidates.map((candidate) => amountOf(candidate, kind)));
    return candidates.map(({ movieId, evidence }) =>
      candidateOf(
        movieId,
        evidence.map((one) => (one.kind === kind ? { ...one, amount: one.amount * scale } : one)),
      ),
    );
  };
}

function amountOf({ evidence }: Candidate, kind: EvidenceKind): number {
  let sum = 0;
  for (const one of evidence) if (one.kind === kind) sum += one.amount;
  return sum;
}
