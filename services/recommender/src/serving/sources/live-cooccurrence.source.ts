import { directedKnn } from "@projectionist/recsys";
import { candidateOf } from "../candidate.ts";
import { PAIR_UNIT } from "../context.ts";
import type { Source } from "../pipeline.ts";
import { ENOUGH_OF_A_KIND, neighboursOf } from "./enough.ts";

/** What viewers of the baselines went on to, by the live counts. */
export const liveCooccurrence: Source = ({ viewer: { baselines }, neighbours, statistics }) => {
  const greatest = Math.max(...baselines.map(({ weight }) => weight));
  const nearest = new Map(
    baselines.map(({ movieId, weight }) => {
      const after = neighbours.get(movieId) ?? [];
      return [movieId, after.slice(0, neighboursOf(weight / greatest, after.length))] as const;
    }),
  );
  return directedKnn({
    baselines: baselines.map(({ movieId, weight }) => ({ id: movieId, weight: weight / PAIR_UNIT })),
    neighbours: nearest,
    popularity: statistics.viewers,
    limit: ENOUGH_OF_A_KIND,
  }).map(({ id, contributions }) =>
    candidateOf(
      id,
      contributions.map(({ baseline, amount }) => ({ kind: "cooccurrence" as const, baseline, amount })),
    ),
  );
};
