import type { Scored } from "@projectionist/recsys";
import { candidateOf, type Candidate, type Evidence } from "../candidate.ts";
import type { Viewer } from "../viewer.ts";

/** More than all rows of a page can show. */
const ENOUGH = 600;

/**
 * The head of a ranked list as candidates, each with its score as the one thing that speaks for it: as many as may be
 * needed after those that the viewer has seen or put on the watchlist are left out.
 */
export function* listed(
  ranked: readonly Scored[],
  { seen, watchlist }: Viewer,
  what: Pick<Evidence, "kind" | "genre">,
): Generator<Candidate> {
  const count = Math.min(ranked.length, ENOUGH + seen.size + watchlist.size);
  for (let place = 0; place < count; place++) {
    const { id, score } = ranked[place]!;
    yield candidateOf(id, [{ ...what, baseline: null, amount: score }]);
  }
}
