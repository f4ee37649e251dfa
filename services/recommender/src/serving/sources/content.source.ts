import { byScore, scaleToOne } from "@projectionist/recsys";
import { candidateOf, type Evidence } from "../candidate.ts";
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
    const found = new Map<string, { id: string; score: number; evidence: Evidence[] }>();
    for (const told of viewer.baselines) {
      const { movieId: baseline, weight } = told;
      const nearest = catalog.content.nearest(baseline, enough.neighbours(told, NEAREST));
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
      .slice(0, enough.films)
      .map(({ id, evidence }) => {
        const worth = worthOf(id);
        return candidateOf(
          id,
          evidence.map((one) => ({ ...one, amount: one.amount * worth })),
        );
      });
  };
}
