import type { EvidenceKind, Reason } from "@projectionist/contracts";
import { firstOf, type Candidate } from "./candidate.ts";
import type { ServingContext } from "./context.ts";
import { reasonsOf } from "./explanations/reasons.explanation.ts";
import { personalFilters } from "./filters/personal.ts";
import { favouriteGenres } from "./genres.ts";
import { rejectionOf, runPipeline, type Pipeline } from "./pipeline.ts";
import { forViewer } from "./pipelines/for-viewer.pipeline.ts";
import { personalLists } from "./pipelines/lists.pipeline.ts";

export type Why = Readonly<{
  movieId: string;
  recommended: boolean;
  score: number;
  reasons: readonly Reason[];
  /** All that adds up to the score, the greatest first. */
  evidence: readonly Readonly<{ source: EvidenceKind; movieId: string | null; amount: number }>[];
  notBecause?: string;
}>;

/** Only so far down a list speaks it for a film: as long as the longest row. */
const LONGEST_ROW = 50;

/** Why a film of the catalog would be recommended to the viewer now; or what keeps it from being, or that nothing does. */
export function explainFilm(movieId: string, context: ServingContext): Why {
  const rejection = rejectionOf(movieId, personalFilters, context);
  const candidate = rejection === null ? recommendedAs(movieId, context) : connectedAs(movieId, context);
  const notBecause = rejection ?? (candidate ? undefined : "Nothing connects it to what you or others like.");
  return {
    movieId,
    recommended: notBecause === undefined,
    score: candidate?.score ?? 0,
    reasons: candidate ? reasonsOf(candidate, context) : [],
    evidence: (candidate?.evidence ?? [])
      .toSorted((a, b) => b.amount - a.amount)
      .map(({ kind, baseline, amount }) => ({ source: kind, movieId: baseline, amount })),
    ...(notBecause === undefined ? {} : { notBecause }),
  };
}

/** The film as the personal ranking has it, else as the first of the other rows. */
function recommendedAs(movieId: string, context: ServingContext): Candidate | undefined {
  const { trending, hiddenGems, appealing, genre, new: latest } = personalLists;
  const genres = favouriteGenres(context.viewer, 3).map((name) => genre(name, "genre"));
  const personal = find(movieId, runPipeline(forViewer.auto, context));
  if (personal) return personal;
  for (const list of [trending, hiddenGems, ...genres, appealing, latest]) {
    const found = find(movieId, firstOf(list(context), LONGEST_ROW));
    if (found) return found;
  }
  return undefined;
}

/** What would speak for a film if nothing kept it out. */
function connectedAs(movieId: string, context: ServingContext): Candidate | undefined {
  const lettingItPass: Pipeline = {
    ...forViewer.auto,
    filters: personalFilters.map((filter) => (id, context) => (id === movieId ? null : filter(id, context))),
  };
  return find(movieId, runPipeline(lettingItPass, context));
}

function find(movieId: string, candidates: Iterable<Candidate>): Candidate | undefined {
  return Iterator.from(candidates).find((candidate) => candidate.movieId === movieId && candidate.score > 0);
}
