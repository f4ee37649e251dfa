import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";

const WEIGHT = 0.5;

/** Films that the viewer has begun and not finished, the further the more. */
export const unfinished: Source = ({ viewer }) =>
  [...viewer.unfinished].map(([movieId, progress]) =>
    candidateOf(movieId, [{ kind: "unfinished", baseline: movieId, amount: WEIGHT * progress }]),
  );
