import { byScore, scaleToOne } from "@projectionist/recsys";
import { candidateOf, type Evidence } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import { ENOUGH_OF_A_KIND, neighboursOf } from "./enough.ts";
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
  return ({ viewer, catalog, statistics }) => {
    const found = new Map<string, { id: string; score: number; evidence: Evidence[] }>();
    const greatest = Math.max(...viewer.baselines.map(({ weight }) => weight));
    for (const { movieId: baseline, weight } of viewer.baselines) {
      const nearest = catalog.content.nearest(baseline, neighboursOf(weight / greatest, NEAREST));
      const standIn = 1 - trustIn(statistics.viewers(baseline));
      const scale = weight * (share + (1 - share) * standIn) * scaleToOne(nearest.map(({ score }) => score));
      for (const { id, score } of nearest) {
        const film = found.get(id) ?? { id, score: 0, evidence: [] };
        if (film.evidence.length === 0) found.set(id, film);
        film.score += scale * score;
        film.evidence.push({ kind: "content", baseline, amount: scale * score });
      }
    }
    const worthOf = (id: string) => UNSEEN_WORTH + (1 - UNSEEN_WORTH) * trustIn(statistics.viewers(id));
    for (const film of found.values()) film.score *= worthOf(film.id);
    return [...found.values()]
      .sort(byScore)
      .slice(0, ENOUGH_OF_A_KIND)
      .map(({ id, evidence }) => {
        const worth = worthOf(id);
        return candidateOf(
          id,
          evidence.map((one) => ({ ...one, amount: one.amount * worth })),
        );
      });
  };
}
