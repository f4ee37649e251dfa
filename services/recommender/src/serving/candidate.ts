import type { EvidenceKind } from "@projectionist/contracts";
import { compareIds, type ExplainedScore } from "@projectionist/recsys";

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
  let score = 0;
  for (const one of evidence) score += one.amount;
  return { movieId, evidence, score };
}

/** A candidate for which films of the viewer's speak, all by one kind of evidence. */
export function explainedCandidate({ id, contributions }: ExplainedScore, kind: EvidenceKind): Candidate {
  return candidateOf(
    id,
    contributions.map(({ baseline, amount }) => ({ kind, baseline, amount })),
  );
}

/**
 * The same film found several times becomes one candidate with all the evidence, in the order of first finding. Of each film
 * it is asked once whether it is wanted.
 */
export function mergeCandidates(
  sources: readonly Iterable<Candidate>[],
  isWanted: (movieId: string) => boolean = () => true,
): Candidate[] {
  const found = new Map<string, Candidate | undefined>();
  const again = new Map<string, Evidence[]>();
  for (const candidates of sources) {
    for (const candidate of candidates) {
      const { movieId, evidence } = candidate;
      if (!found.has(movieId)) {
        found.set(movieId, isWanted(movieId) ? candidate : undefined);
        continue;
      }
      const known = found.get(movieId);
      if (known === undefined) continue;
      const all = again.get(movieId);
      if (all) all.push(...evidence);
      else again.set(movieId, [...known.evidence, ...evidence]);
    }
  }
  const merged: Candidate[] = [];
  for (const candidate of found.values()) {
    if (candidate === undefined) continue;
    const all = again.get(candidate.movieId);
    merged.push(all ? candidateOf(candidate.movieId, all) : candidate);
  }
  return merged;
}

/** Tells by how much a piece of evidence for a film is to be multiplied, 0 or more. */
export type Weight = (evidence: Evidence, movieId: string) => number;

/** The candidate with each piece of its evidence multiplied by every weight. */
export function weighed(candidate: Candidate, weights: readonly Weight[]): Candidate {
  return new WeighedCandidate(candidate, weights);
}

/** Most candidates are never shown: the score is all that is made of them. */
class WeighedCandidate implements Candidate {
  readonly movieId: string;
  readonly score: number;
  readonly #found: readonly Evidence[];
  readonly #weights: readonly Weight[];

  constructor({ movieId, evidence }: Candidate, weights: readonly Weight[]) {
    this.movieId = movieId;
    this.#found = evidence;
    this.#weights = weights;
    let score = 0;
    for (const one of evidence) score += this.#amountOf(one);
    this.score = score;
  }

  get evidence(): readonly Evidence[] {
    return this.#found.map((one) => ({ ...one, amount: this.#amountOf(one) }));
  }

  #amountOf(one: Evidence): number {
    let { amount } = one;
    for (const weight of this.#weights) amount *= weight(one, this.movieId);
    return amount;
  }
}

/** The first `count`, no more than those being asked for. */
export function firstOf(candidates: Iterable<Candidate>, count: number): Candidate[] {
  const first: Candidate[] = [];
  if (count <= 0) return first;
  for (const candidate of candidates) {
    first.push(candidate);
    if (first.length >= count) break;
  }
  return first;
}

/** Score descending, ties by id. */
export function bestFirst(a: Candidate, b: Candidate): number {
  return a.score === b.score ? compareIds(a.movieId, b.movieId) : a.score > b.score ? -1 : 1;
}

/** Evidence that a reader sees as one reason: all of one baseline film, or all of one kind (and genre) without one. */
export type EvidenceGroup = Readonly<{ baseline: string | null; amount: number; evidence: readonly Evidence[] }>;

/** The film of the greatest group of {@link groupEvidence}; null where that comes from none. */
export function leadingBaseline({ evidence }: Candidate): string | null {
  const groups = new Map<string, { film: string; amount: number }>();
  for (const one of evidence) {
    const known = groups.get(groupOf(one));
    if (known) known.amount += one.amount;
    else groups.set(groupOf(one), { film: one.baseline ?? "", amount: one.amount });
  }
  let leading: { film: string; amount: number } | undefined;
  for (const group of groups.values()) {
    if (!leading || (group.amount - leading.amount || compareIds(leading.film, group.film)) > 0) leading = group;
  }
  return leading?.film || null;
}

const groupOf = ({ kind, baseline, genre }: Evidence) => baseline ?? `${kind} ${genre ?? ""}`;

/** The groups of a candidate's evidence, the greatest amount first, each group's evidence likewise. */
export function groupEvidence({ evidence }: Candidate): EvidenceGroup[] {
  const groups = Map.groupBy(evidence, groupOf);
  return [...groups.values()]
    .map((members) => ({
      baseline: members[0]?.baseline ?? null,
      amount: members.reduce((sum, { amount }) => sum + amount, 0),
      evidence: members.toSorted((a, b) => b.amount - a.amount),
    }))
    .sort((a, b) => b.amount - a.amount || compareIds(a.baseline ?? "", b.baseline ?? ""));
}
