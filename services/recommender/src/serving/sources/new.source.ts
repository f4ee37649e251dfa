import { compareIds } from "@projectionist/recsys";
import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";

const MOST = 500;

/** The latest films by year, of a year those with more viewers first; the amount falls with the place. */
export const newFilms: Source = ({ catalog, statistics }) =>
  Array.from(catalog.films(), ({ id, year }) => ({ id, year: year ?? 0, viewers: statistics.viewers(id) }))
    .sort((a, b) => b.year - a.year || b.viewers - a.viewers || compareIds(a.id, b.id))
    .slice(0, MOST)
    .map(({ id }, place) => candidateOf(id, [{ kind: "new", baseline: null, amount: 1 / (1 + place) }]));
