import type { Reason, ReasonType } from "@projectionist/contracts";
import { partsOf, type ContentField } from "@projectionist/recsys";
import type { Evidence, EvidenceGroup } from "../candidate.ts";
import type { ServingContext } from "../context.ts";
import type { ViewerBaseline } from "../viewer.ts";

type Explained = Omit<Reason, "contribution">;

/** Why a film is shown, told by the baseline film from which it was found. */
export function explainByBaseline(movieId: string, group: EvidenceGroup, context: ServingContext): Explained {
  const id = group.baseline ?? movieId;
  const title = titleOf(id, context);
  const movie = { id, title };
  const baseline = context.viewer.history.findLast((one) => one.movieId === id);
  if (!baseline) return { type: "becauseYouWatched", text: `You began ${title} and have not finished it.`, movie };
  return { type: baseline.reason, text: `${sayWhy(baseline, title)}: ${sayHow(movieId, group, context)}.`, movie };
}

/** The viewer's liking of a baseline, such as "Because you liked Alien". */
export function sayWhy({ reason, stars }: Pick<ViewerBaseline, "reason" | "stars">, title: string): string {
  if (reason === "becauseYouRated" && stars !== null) {
    return `Because you gave ${title} ${stars} ${stars === 1 ? "star" : "stars"}`;
  }
  return `${openings[reason] ?? "Because of"} ${title}`;
}

const openings: Readonly<Partial<Record<ReasonType, string>>> = {
  becauseYouLiked: "Because you liked",
  becauseYouRated: "Because you rated",
  becauseYouWatched: "Because you watched",
  becauseYouReviewed: "Because you reviewed",
};

function sayHow(movieId: string, { evidence, baseline }: EvidenceGroup, context: ServingContext): string {
  const [strongest] = evidence as readonly [Evidence];
  if (evidence.some(({ kind }) => kind === "series")) {
    return `next in the series ${context.catalog.film(movieId)?.series ?? ""}`;
  }
  if (strongest.kind === "content") return sayWhatIsShared(movieId, baseline ?? "", context);
  return strongest.kind === "trained" ? "those who choose it choose this film too" : "its viewers went on to this film";
}

function sayWhatIsShared(movieId: string, baseline: string, { catalog }: ServingContext): string {
  const [feature] = catalog.content.shared(baseline, movieId);
  if (!feature) return "a film of its kind";
  const { field, value } = partsOf(feature);
  return sharedPhrases[field](value);
}

const sharedPhrases: Readonly<Record<ContentField, (value: string) => string>> = {
  series: (name) => `of the same series, ${name}`,
  director: (name) => `also directed by ${name}`,
  cast: (name) => `also with ${name}`,
  keyword: (word) => `also about ${word}`,
  genre: (name) => `the same genre, ${name}`,
  decade: (years) => `also from the ${years}`,
  language: () => "in the same language",
};

function titleOf(id: string, { catalog }: ServingContext): string {
  return catalog.film(id)?.title ?? id;
}
