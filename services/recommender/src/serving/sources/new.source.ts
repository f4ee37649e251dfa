import { compareIds } from "@projectionist/recsys";
import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";

/** The latest films by year, of a year those with more viewers first; the amount falls with the place. */
export const newFilms: Source = ({ catalog, statistics }) =>
  [...catalog.films()]
    .filter(({ year }) => year !== null)
    .sort(
      (a, b) =>
        (b.year ?? 0) - (a.year ?? 0) || statistics.viewers(b.id) - statistics.viewers(a.id) || compareIds(a.id, b.id),
    )
    .map(({ id }, place) => candidateOf(id, [{ kind: "new", baseline: null, amount: 1 / (1 + place) }]));
