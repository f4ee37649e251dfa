import { bestItems, explain } from "@projectionist/recsys";
import { candidateOf, type Evidence } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import type { Head } from "../served-model.ts";

/** More than a row shows after what has been seen and shown above is left out. */
const CANDIDATES = 150;
/** For the next film, what is further back says next to nothing. */
const LATEST = 100;
/** So many films of the history are named; what the others add goes with the greatest of them. */
const NAMED = 10;

/**
 * What a head of the trained model finds in the viewer's whole history, the last signal included: the history is live, only the
 * weights are as old as the model. The evidence of a film is what each film of the history adds to its score. A model that is
 * too large for a head of its own for the next film has that of the long run.
 */
export function trained(head: Head): Source {
  return ({ viewer, model }) => {
    const fitted = model?.heads.get(head) ?? model?.heads.get("long-horizon");
    if (!model || !fitted) return [];
    const latest = head === "next-item" ? viewer.history.slice(-LATEST) : viewer.history;
    const known = latest.map(({ movieId }) => movieId).filter((movieId) => model.numberOf.has(movieId));
    if (known.length === 0) return [];
    const history = Int32Array.from(known, (movieId) => model.numberOf.get(movieId)!);
    const scores = new Float32Array(fitted.itemCount);
    fitted.score(history, scores);
    const best = bestItems(scores, CANDIDATES, history).map(({ item }) => item);
    const parts = explain(fitted, history, best);
    if (!parts) return [];
    return best
      .map((item, column) => {
        const contributions = Float32Array.from(history, (_, row) => parts[row * best.length + column]!);
        return candidateOf(model.items[item]!, evidenceOf(known, contributions));
      })
      .filter(({ score }) => score > 0);
  };
}

/**
 * A history's contributions as evidence: the greatest by name, and their sum is the score. What speaks against the film, and
 * what is too little to be named, is laid on those in proportion.
 */
function evidenceOf(history: readonly string[], contributions: Float32Array): Evidence[] {
  const score = contributions.reduce((sum, part) => sum + part, 0);
  const named = bestItems(contributions, NAMED).filter((part) => part.score > 0);
  const scale = score / named.reduce((sum, part) => sum + part.score, 0);
  return named.map((part) => ({ kind: "trained", baseline: history[part.item]!, amount: part.score * scale }));
}
