import { bestItems, compareIds } from "@projectionist/recsys";
import { candidateOf, type Evidence } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import { historyInModel } from "./history-in-model.ts";

const CANDIDATES = 50;
/** So many films of the history are named as reasons. */
const NAMED = 3;

/**
 * Films that came after the model was trained, by what its weights say for films like them. Their scores are in the unit of the
 * known films' in the long run, whose best has 1: a new film leads where it fits better than all that is known.
 */
export const newToModel: Source = ({ viewer, model, newFilms }) => {
  const fitted = model?.heads.get("long-horizon");
  if (!model || !fitted || !newFilms || newFilms.size === 0) return [];
  const { ids, numbers: history } = historyInModel(viewer.history, model);
  if (ids.length === 0) return [];
  const scores = new Float32Array(fitted.itemCount);
  fitted.score(history, scores);
  const best = bestItems(scores, 1, history)[0]?.score ?? 0;
  if (best <= 0) return [];
  return Array.from(newFilms, ([movieId, column]) => ({ movieId, column, score: sumOf(column, history) / best }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compareIds(a.movieId, b.movieId))
    .slice(0, CANDIDATES)
    .map(({ movieId, column, score }) => candidateOf(movieId, evidenceOf(column, history, ids, score)));
};

function sumOf(column: Float32Array, history: Int32Array): number {
  let sum = 0;
  for (const item of history) sum += column[item]!;
  return sum;
}

/** The films of the history that say most for it, with the whole score between them. */
function evidenceOf(column: Float32Array, history: Int32Array, ids: readonly string[], score: number): Evidence[] {
  const parts = Float32Array.from(history, (item) => column[item]!);
  const named = bestItems(parts, NAMED).filter((part) => part.score > 0);
  const scale = score / named.reduce((sum, part) => sum + part.score, 0);
  return named.map((part) => ({ kind: "content", baseline: ids[part.item]!, amount: part.score * scale }));
}
