import { bestFirst, mergeCandidates, type Candidate } from "./candidate.ts";
import type { ServingContext } from "./context.ts";

/** Finds films and what speaks for them. */
export type Source = (context: ServingContext) => readonly Candidate[];

/** What keeps a film from being recommended, as one sentence for the viewer; null when nothing does. */
export type Filter = (movieId: string, context: ServingContext) => string | null;

/** Weighs the candidates' evidence anew. */
export type Scorer = (candidates: readonly Candidate[], context: ServingContext) => readonly Candidate[];

/** Chooses among the candidates, which come best first, and orders them. */
export type Selector = (candidates: readonly Candidate[], context: ServingContext) => readonly Candidate[];

export type Pipeline = Readonly<{
  sources: readonly Source[];
  filters: readonly Filter[];
  scorers: readonly Scorer[];
  selectors: readonly Selector[];
}>;

/** What keeps a film out: the first filter's sentence; null when all let it pass. */
export function rejectionOf(movieId: string, filters: readonly Filter[], context: ServingContext): string | null {
  for (const filter of filters) {
    const rejection = filter(movieId, context);
    if (rejection !== null) return rejection;
  }
  return null;
}

/** Sources, filters, scorers, selectors, each stage on what the stage before left; best first, ties by id. */
export function runPipeline(
  { sources, filters, scorers, selectors }: Pipeline,
  context: ServingContext,
): readonly Candidate[] {
  let candidates: readonly Candidate[] = mergeCandidates(sources.flatMap((source) => source(context)));
  candidates = candidates.filter(({ movieId }) => rejectionOf(movieId, filters, context) === null);
  for (const score of scorers) candidates = score(candidates, context);
  candidates = candidates.toSorted(bestFirst);
  for (const select of selectors) candidates = select(candidates, context);
  return candidates;
}
