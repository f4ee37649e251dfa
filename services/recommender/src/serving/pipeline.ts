import { bestFirst, mergeCandidates, weighed, type Candidate, type Weight } from "./candidate.ts";
import type { ServingContext } from "./context.ts";

/** Finds films and what speaks for them. */
export type Source = (context: ServingContext) => Iterable<Candidate>;

/** What keeps a film from being recommended, as one sentence for the viewer; null when nothing does. */
export type Filter = (movieId: string, context: ServingContext) => string | null;

/** Decides what evidence is worth, having seen all candidates as they were found. */
export type Weighing = (candidates: readonly Candidate[], context: ServingContext) => Weight;

/** Chooses among candidates, which come best first and are taken as far as they are needed, and orders them. */
export type Selector = (candidates: Iterable<Candidate>, context: ServingContext) => readonly Candidate[];

/** A ranking out of several sources. */
export type Pipeline = Readonly<{
  sources: readonly Source[];
  filters: readonly Filter[];
  weighings: readonly Weighing[];
}>;

/** What keeps a film out: the first filter's sentence; null when all let it pass. */
export function rejectionOf(movieId: string, filters: readonly Filter[], context: ServingContext): string | null {
  for (const filter of filters) {
    const rejection = filter(movieId, context);
    if (rejection !== null) return rejection;
  }
  return null;
}

/** What the sources find and the filters let pass, weighed; best first, ties by id. */
export function runPipeline({ sources, filters, weighings }: Pipeline, context: ServingContext): Candidate[] {
  const found = mergeCandidates(
    sources.map((source) => source(context)),
    (movieId) => rejectionOf(movieId, filters, context) === null,
  );
  const weights = weighings.map((weighing) => weighing(found, context));
  return found.map((candidate) => weighed(candidate, weights)).sort(bestFirst);
}

/** What one source finds and the filters let pass, in the source's order, each film looked at when it is asked for. */
export function* runList(source: Source, filters: readonly Filter[], context: ServingContext): Generator<Candidate> {
  for (const candidate of source(context)) {
    if (rejectionOf(candidate.movieId, filters, context) === null) yield candidate;
  }
}
