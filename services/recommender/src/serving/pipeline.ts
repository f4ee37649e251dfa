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
export function runPipeline(pipeline: Pipeline, context: ServingContext): readonly Candidate[] {
  const found = mergeCandidates(pipeline.sources.flatMap((source) => source(context)));
  const kept = found.filter(({ movieId }) => rejectionOf(movieId, pipeline.filters, context) === null);
  const scored = pipeline.scorers.reduce<readonly Candidate[]>((list, score) => score(list, context), kept);
  return pipeline.selectors.reduce((list, select) => select(list, context), scored.toSorted(bestFirst));
}
