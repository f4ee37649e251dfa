import { bestItems, scoreToExplain, type ItemModel } from "@projectionist/recsys";
import { candidateOf, type Candidate, type Evidence } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import type { Head, ServedModel } from "../served-model.ts";
import type { Viewer, ViewerBaseline } from "../viewer.ts";
import { ENOUGH_OF_A_KIND } from "./enough.ts";
import { historyInModel } from "./history-in-model.ts";

/** For the next film, what is further back says next to nothing: 60 serve no better (`infra/bench/README.md`, shares). */
const LATEST = 40;
/** So many films of the history are named; what the others add goes with the greatest of them. */
const NAMED = 6;

/**
 * What a head of the trained model finds in the viewer's whole history, the last signal included: the history is live, only the
 * weights are as old as the model. The evidence of a film is what each film of the history adds to its score. A model that is
 * too large for a head of its own for the next film has that of the long run.
 */
export function trained(head: Head): Source {
  return ({ viewer, model }) => {
    const fitted = model?.heads.get(head) ?? model?.heads.get("long-horizon");
    if (!model || !fitted) return [];
    const known = found.get(viewer);
    if (known?.head === head && known.model === model) return known.candidates;
    const latest = head === "next-item" ? viewer.history.slice(-LATEST) : viewer.history;
    const candidates = findIn(fitted, latest, model);
    found.set(viewer, { head, model, candidates });
    return candidates;
  };
}

/** What was found last for a viewer: it depends on nothing else. */
const found = new WeakMap<Viewer, Readonly<{ head: Head; model: ServedModel; candidates: readonly Candidate[] }>>();

function findIn(fitted: ItemModel, history: readonly ViewerBaseline[], model: ServedModel): readonly Candidate[] {
  const { ids, numbers } = historyInModel(history, model);
  if (ids.length === 0) return [];
  const scores = new Float32Array(fitted.itemCount);
  const explain = scoreToExplain(fitted, numbers, scores);
  if (!explain) return [];
  const best = bestItems(scores, ENOUGH_OF_A_KIND, numbers).map(({ item }) => item);
  const parts = explain(best);
  return best
    .map((item, column) => candidateOf(model.items[item]!, evidenceOf(ids, parts, { column, columns: best.length })))
    .filter(({ score }) => score > 0);
}

/** The greatest parts of the film in hand and their rows, the greatest first. */
const greatest = new Float64Array(NAMED);
const rows = new Int32Array(NAMED);

/**
 * What the films of the history (rows) add to the film of a column, as evidence: the greatest by name, and their sum is the
 * score. What speaks against the film, and what is too little to be named, is laid on those in proportion.
 */
export function evidenceOf(
  history: readonly string[],
  parts: Float32Array,
  { column, columns }: Readonly<{ column: number; columns: number }>,
): Evidence[] {
  let count = 0;
  let score = 0;
  for (let row = 0, at = column; row < history.length; row++, at += columns) {
    const part = parts[at]!;
    score += part;
    if (part <= 0 || (count === NAMED && part <= greatest[NAMED - 1]!)) continue;
    let place = count < NAMED ? count++ : NAMED - 1;
    for (; place > 0 && greatest[place - 1]! < part; place--) {
      greatest[place] = greatest[place - 1]!;
      rows[place] = rows[place - 1]!;
    }
    greatest[place] = part;
    rows[place] = row;
  }
  let sum = 0;
  for (let place = 0; place < count; place++) sum += greatest[place]!;
  return Array.from({ length: count }, (_, place): Evidence => {
    return { kind: "trained", baseline: history[rows[place]!]!, amount: (greatest[place]! / sum) * score };
  });
}
