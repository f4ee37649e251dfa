import type { Candidate } from "../candidate.ts";
import type { ServingContext } from "../context.ts";

/** What viewers turn to now, by the number of signals. */
export function* trending(context: ServingContext): Generator<Candidate> {
  for (const [movieId, amount] of context.trending)
    yield { movieId, score: amount, evidence: [{ kind: "trending", baseline: null, amount }] };
}
