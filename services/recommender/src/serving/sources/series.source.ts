import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import { nextInSeries } from "../series-order.ts";

const WEIGHT = 0.5;

/** The next film of each series that a baseline belongs to. */
export const series: Source = ({ viewer, catalog }) =>
  viewer.baselines.flatMap(({ movieId: baseline, weight }) => {
    const next = nextInSeries(baseline, viewer.seen, catalog);
    return next === undefined ? [] : [candidateOf(next, [{ kind: "series", baseline, amount: WEIGHT * weight }])];
  });
