import type { Scored } from "@projectionist/recsys";
import type { Candidate, Evidence } from "../candidate.ts";
import type { Viewer } from "../viewer.ts";

/** More than all rows of a page can show. */
const ENOUGH = 600;

/**
 * The head of a ranked list as candidates, each with its score as the one thing that speaks for it, without what the viewer
 * has seen or put on the watchlist.
 */
export function* listed(
  ranked: readonly Scored[],
  { seen, watchlist }: Viewer,
  { kind, genre }: Pick<Evidence, "kind" | "genre">,
): Generator<Candidate> {
  let count = 0;
  for (const { id, score } of ranked) {
    if (seen.has(id) || watchlist.has(id)) continue;
    if (count++ === ENOUGH) return;
    yield { movieId: id, score, evidence: [{ kind, baseline: null, amount: score, ...(genre && { genre }) }] };
  }
}
