import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";

/** What viewers turn to now, by the number of signals. */
export const trending: Source = (context) =>
  context.trending.map(([movieId, amount]) => candidateOf(movieId, [{ kind: "trending", baseline: null, amount }]));
