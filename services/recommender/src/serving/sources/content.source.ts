import { scaleToOne } from "@projectionist/recsys";
import { candidateOf, type Candidate } from "../candidate.ts";
import type { Source } from "../pipeline.ts";

const NEAREST = 60;
/** What likeness weighs beside a baseline of which many viewers tell. */
const BESIDE_VIEWERS = 0.3;
/** So many viewers of a baseline halve what likeness weighs above that. */
const ENOUGH_VIEWERS = 10;

/**
 * Films like the baselines: of each, the nearest counts in full where no viewer tells what comes after it, and steps
 * back as viewers do. So a film that nobody else saw speaks at once.
 */
export const content: Source = ({ viewer, catalog, statistics }) =>
  viewer.baselines.flatMap(({ movieId: baseline, weight }): Candidate[] => {
    const nearest = catalog.content.nearest(baseline, NEAREST);
    const standIn = ENOUGH_VIEWERS / (ENOUGH_VIEWERS + statistics.viewers(baseline));
    const scale =
      weight * (BESIDE_VIEWERS + (1 - BESIDE_VIEWERS) * standIn) * scaleToOne(nearest.map(({ score }) => score));
    return nearest.map(({ id, score }) => candidateOf(id, [{ kind: "content", baseline, amount: scale * score }]));
  });
