import { directedKnn } from "@projectionist/recsys";
import { candidateOf } from "../candidate.ts";
import { PAIR_UNIT } from "../context.ts";
import type { Source } from "../pipeline.ts";
import { ENOUGH_OF_A_KIND } from "./enough.ts";

/** What viewers of the baselines went on to, by the live counts. */
export const liveCooccurrence: Source = ({ viewer, neighbours, statistics }) =>
  directedKnn({
    baselines: viewer.baselines.map(({ movieId, weight }) => ({ id: movieId, weight: weight / PAIR_UNIT })),
    neighbours,
    popularity: statistics.viewers,
    limit: ENOUGH_OF_A_KIND,
  }).map(({ id, contributions }) =>
    candidateOf(
      id,
      contributions.map(({ baseline, amount }) => ({ kind: "cooccurrence" as const, baseline, amount })),
    ),
  );
