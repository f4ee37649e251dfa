import { scaleToOne } from "@projectionist/recsys";
import { candidateOf, type Candidate } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import { trustIn } from "../trust.ts";

const NEAREST = 60;
/** What a film counts that nobody saw: likeness finds many of a kind, and few of them prove worth seeing. */
const UNSEEN_WORTH = 0.25;

/**
 * Films like the baselines: of each, the nearest counts in full where no viewer tells what comes after it, and steps
 * back to `share` (0–1) as viewers do. So a film that nobody else saw speaks at once. Of films as like, those with more
 * viewers count more.
 */
export function content(share: number): Source {
  return ({ viewer, catalog, statistics }) =>
    viewer.baselines.flatMap(({ movieId: baseline, weight }): Candidate[] => {
      const nearest = catalog.content.nearest(baseline, NEAREST);
      const standIn = 1 - trustIn(statistics.viewers(baseline));
      const scale = weight * (share + (1 - share) * standIn) * scaleToOne(nearest.map(({ score }) => score));
      return nearest.map(({ id, score }) => {
        const worth = UNSEEN_WORTH + (1 - UNSEEN_WORTH) * trustIn(statistics.viewers(id));
        return candidateOf(id, [{ kind: "content", baseline, amount: scale * score * worth }]);
      });
    });
}
