import { scaleToOne, sumNeighbours } from "@projectionist/recsys";
import { explainedCandidate } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import { enoughFor } from "./enough.ts";
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
  return (context) => {
    const { viewer, catalog, statistics } = context;
    const enough = enoughFor(context);
    const speakers = viewer.baselines.map((told) => {
      const { movieId: baseline, weight } = told;
      const neighbours = catalog.content.nearest(baseline, enough.neighbours(told, NEAREST));
      const standIn = 1 - trustIn(statistics.viewers(baseline));
      const scale = weight * (share + (1 - share) * standIn) * scaleToOne(neighbours.map(([, likeness]) => likeness));
      return { baseline, scale, neighbours };
    });
    const factorOf = (id: string) => UNSEEN_WORTH + (1 - UNSEEN_WORTH) * trustIn(statistics.viewers(id));
    return sumNeighbours(speakers, { factorOf, limit: enough.films }).map((film) =>
      explainedCandidate(film, "content"),
    );
  };
}
