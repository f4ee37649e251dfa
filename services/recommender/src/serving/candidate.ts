import type { EvidenceKind } from "@projectionist/contracts";
import { compareIds } from "@projectionist/recsys";

/** One thing that speaks for a film; the amounts of all of them are its score. */
export type Evidence = Readonly<{
  kind: EvidenceKind;
  /** The film that it comes from; null where it comes from none. */
  baseline: string | null;
  amount: number;
  /** The genre, where it is about one. */
  genre?: string;
}>;

/** A film on its way through a pipeline. */
export type Candidate = Readonly<{ movieId: string; score: number; evidence: readonly Evidence[] }>;

/** A candidate whose score is what its evidence amounts to. */
export function candidateOf(movieId: string, evidence: readonly Evidence[]): Candidate {
  return { movieId, evidence, score: evidence.reduce((sum, { amount }) => sum + amount, 0) };
}

/** The same film found several times becomes one candidate with all the evidence, in the order of first finding. */
export function mergeCandidates(candidates: Iterable<Candidate>): Candidate[] {
  const evidenceOf = new Map<string, Evidence[]>();
  for (const { movieId, evidence } of candidates) {
    const known = evidenceOf.get(movieId);
    if (known) known.push(...evidence);
    else evidenceOf.set(movieId, [...evidence]);
  }
  return [...evidenceOf].map(([movieId, evidence]) => candidateOf(movieId, evidence));
}

/** Score descending, ties by id. */
export function bestFirst(a: Candidate, b: Candidate): number {
  return b.score - a.score || compareIds(a.movieId, b.movieId);
}

/** Evidence that a reader sees as one reason: all of one baseline film, or all of one kind (and genre) without one. */
export type EvidenceGroup = Readonly<{ baseline: string | null; amount: number; evidence: readonly Evidence[] }>;

/** The groups of a candidate's evidence, the greatest amount first, each group's evidence likewise. */
export function groupEvidence({ evidence }: Candidate): EvidenceGroup[] {
  const groups = Map.groupBy(evidence, ({ kind, baseline, genre }) => baseline ?? `${kind} ${genre ?? ""}`);
  return [...groups.values()]
    .map((members) => ({
      baseline: members[0]?.baseline ?? null,
      amount: members.reduce((sum, { amount }) => sum + amount, 0),
      evidence: members.toSorted((a, b) => b.amount - a.amount),
    }))
    .sort((a, b) => b.amount - a.amount || compareIds(a.baseline ?? "", b.baseline ?? ""));
}
