import { scoreToExplain } from "@projectionist/recsys";
import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import { evidenceOf } from "./trained.source.ts";

/** What the trained model says in the long run for each of these films, however far down its list they are. */
export function trainedAmong(movieIds: ReadonlySet<string>): Source {
  return ({ viewer, model }) => {
    const fitted = model?.heads.get("long-horizon");
    if (!model || !fitted) return [];
    const known = viewer.history.map(({ movieId }) => movieId).filter((movieId) => model.numberOf.has(movieId));
    const asked = [...movieIds].filter((movieId) => model.numberOf.has(movieId));
    if (known.length === 0 || asked.length === 0) return [];
    const numbersOf = (ids: readonly string[]) => Int32Array.from(ids, (id) => model.numberOf.get(id)!);
    const explain = scoreToExplain(fitted, numbersOf(known), new Float32Array(fitted.itemCount));
    if (!explain) return [];
    const parts = explain(numbersOf(asked));
    return asked
      .map((movieId, column) => candidateOf(movieId, evidenceOf(known, parts, { column, columns: asked.length })))
      .filter(({ score }) => score > 0);
  };
}
