import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import { nextInSeries } from "../series-order.ts";

const WEIGHT = 0.5;

/** The next film of each series that a baseline belongs to; of several films of a series, the latest speaks for it. */
export const series: Source = ({ viewer, catalog }) => {
  const found = new Set<string>();
  return viewer.baselines.flatMap(({ movieId: baseline, weight }) => {
    const next = nextInSeries(baseline, viewer.seen, catalog);
    if (next === undefined || found.has(next)) return [];
    found.add(next);
    return [candidateOf(next, [{ kind: "series", baseline, amount: WEIGHT * weight }])];
  });
};
