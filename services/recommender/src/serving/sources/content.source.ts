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
    const speaking = viewer.baselines.map((told) => {
      const nearest = catalog.content.nearest(told.movieId, enough.neighbours(told, NEAREST));
      const standIn = 1 - trustIn(statistics.viewers(told.movieId));
      const scale = told.weight * (share + (1 - share) * standIn) * scaleToOne(nearest.map(({ score }) => score));
      return { baseline: told.movieId, nearest, scale };
    });
    const scores = new Map<string, number>();
    for (const { nearest, scale } of speaking) {
      for (const { id, score } of nearest) scores.set(id, (scores.get(id) ?? 0) + scale * score);
    }
    const films = Array.from(scores, ([id, score]) => {
      const worth = UNSEEN_WORTH + (1 - UNSEEN_WORTH) * trustIn(statistics.viewers(id));
      return { id, score: score * worth, worth };
    });
    // What speaks for a film is noted for those that are wanted alone: most are not.
    const best = films
      .sort(byScore)
      .slice(0, enough.films)
      .map(({ id, worth }) => ({ id, worth, evidence: [] as Evidence[] }));
    const wanted = new Map(best.map((film) => [film.id, film]));
    for (const { baseline, nearest, scale } of speaking) {
      for (const { id, score } of nearest) {
        const film = wanted.get(id);
        film?.evidence.push({ kind: "content", baseline, amount: scale * score * film.worth });
      }
    }
    return best.map(({ id, evidence }) => candidateOf(id, evidence));
  };
}
