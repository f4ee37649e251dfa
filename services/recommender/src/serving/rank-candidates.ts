import type { Ranked, RankPurpose, SearchCandidate } from "@projectionist/contracts";
import { blendTaste, deckOf } from "@projectionist/recsys";
import type { Candidate } from "./candidate.ts";
import type { ServingContext } from "./context.ts";
import { reasonsOf } from "./explanations/reasons.explanation.ts";
import { personalFilters } from "./filters/personal.ts";
import { rejectionOf, runPipeline } from "./pipeline.ts";
import { forViewerInTheLongRun } from "./pipelines/for-viewer.pipeline.ts";
import { among, tasteFor } from "./pipelines/taste.pipeline.ts";
import { makersOfFilm } from "./selectors/few-of-one.ts";
import { isKnown } from "./viewer.ts";

/** `personal`: whether anything is known of the viewer's taste; else the films stand as they were given. */
export type RankedCandidates = Readonly<{ items: readonly Ranked[]; personal: boolean }>;

/** What a standard deviation of taste counts beside one of the search, as measured on ML-1M (`infra/bench/search.md`). */
const TASTE = 0.5;
/** The taste of a film that nothing speaks for. */
const NOTHING = 0;

/**
 * Films found by a search, best first, with the viewer's taste in their order. It speaks for films that are new to him and against
 * those that he does not want, and says nothing of others that he has seen; for `discovery` all are left out that are recommended
 * to him nowhere, and what is left is a deck: not one director or series after the other. Reasons stand with films that taste has raised, for `discovery` with all that fit more than usual.
 */
export function rankCandidates(
  candidates: readonly SearchCandidate[],
  purpose: RankPurpose,
  context: ServingContext,
): RankedCandidates {
  const left =
    purpose === "search"
      ? candidates
      : candidates.filter(({ id }) => rejectionOf(id, personalFilters, context) === null);
  const inOrder = (items: Ranked[]) =>
    purpose === "search" ? items : deckOf(items, ({ movieId }) => makersOfFilm(context.catalog.film(movieId)));
  if (!isKnown(context.viewer)) {
    const items = left.map(({ id, score }) => ({ movieId: id, score, reasons: [] }));
    return { items: inOrder(items), personal: false };
  }
  const { seen, excluded } = context.viewer;
  const newOnes = left.map(({ id }) => id).filter((id) => !seen.has(id) && !excluded.has(id));
  const fitting = tastes(new Set(newOnes), context);
  const tasteOf = (id: string) => (seen.has(id) && !excluded.has(id) ? undefined : (fitting.get(id)?.score ?? NOTHING));
  const films = left.map(({ id, score, meets }) => ({ score, meets, taste: tasteOf(id) }));
  const items = blendTaste(films, TASTE).map(({ place, score, fits, raised }) => {
    const movieId = left[place]!.id;
    const candidate = fitting.get(movieId);
    const isShown = candidate && (purpose === "search" ? raised : fits);
    return { movieId, score, reasons: isShown ? reasonsOf(candidate, context) : [] };
  });
  return { items: inOrder(items), personal: true };
}

/** What speaks for which of the films. */
function tastes(movieIds: ReadonlySet<string>, context: ServingContext): ReadonlyMap<string, Candidate> {
  const hasHistory = context.viewer.baselines.length > 0;
  const pipeline = hasHistory ? tasteFor(movieIds) : { ...forViewerInTheLongRun.baseline, filters: [among(movieIds)] };
  return new Map(runPipeline(pipeline, context).map((candidate) => [candidate.movieId, candidate]));
}
