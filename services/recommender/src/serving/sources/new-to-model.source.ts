import { bestItems } from "@projectionist/recsys";
import { candidateOf, type Candidate } from "../candidate.ts";
import type { Source } from "../pipeline.ts";

/** So many films of the history are named as reasons. */
const NAMED = 3;

/**
 * Films that came after the model was trained, by what its weights say for films like them. Their scores are in the unit of the
 * known films' in the long run, whose best has 1: a new film leads where it fits better than all that is known.
 */
export const newToModel: Source = ({ viewer, model, newFilms }) => {
  const fitted = model?.heads.get("long-horizon");
  if (!model || !fitted || !newFilms || newFilms.size === 0) return [];
  const known = viewer.history.map(({ movieId }) => movieId).filter((movieId) => model.numberOf.has(movieId));
  if (known.length === 0) return [];
  const history = Int32Array.from(known, (movieId) => model.numberOf.get(movieId)!);
  const scores = new Float32Array(fitted.itemCount);
  fitted.score(history, scores);
  const best = bestItems(scores, 1, history)[0]?.score ?? 0;
  if (best <= 0) return [];
  const candidates: Candidate[] = [];
  for (const [movieId, column] of newFilms) {
    const parts = Float32Array.from(history, (item) => column[item]!);
    const score = parts.reduce((sum, part) => sum + part, 0) / best;
    const named = bestItems(parts, NAMED).filter((part) => part.score > 0);
    const scale = score / named.reduce((sum, part) => sum + part.score, 0);
    if (score <= 0 || named.length === 0) continue;
    const evidence = named.map((part) => ({
      kind: "content" as const,
      baseline: known[part.item]!,
      amount: part.score * scale,
    }));
    candidates.push(candidateOf(movieId, evidence));
  }
  return candidates;
};
