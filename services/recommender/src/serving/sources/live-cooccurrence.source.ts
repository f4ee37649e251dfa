import { directedKnn } from "@projectionist/recsys";
import { explainedCandidate } from "../candidate.ts";
import { PAIR_UNIT } from "../context.ts";
import type { Source } from "../pipeline.ts";
import { enoughFor } from "./enough.ts";

/** What viewers of the baselines went on to, by the live counts. */
export const liveCooccurrence: Source = (context) => {
  const { viewer, neighbours, statistics } = context;
  const enough = enoughFor(context);
  const nearest = viewer.baselines.map((baseline) => {
    const after = neighbours.get(baseline.movieId) ?? [];
    return [baseline.movieId, after.slice(0, enough.neighbours(baseline, after.length))] as const;
  });
  return directedKnn({
    baselines: viewer.baselines.map(({ movieId, weight }) => ({ id: movieId, weight: weight / PAIR_UNIT })),
    neighbours: new Map(nearest),
    popularity: statistics.viewers,
    limit: enough.films,
  }).map((film) => explainedCandidate(film, "cooccurrence"));
};
