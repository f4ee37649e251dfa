import { scoreToExplain } from "@projectionist/recsys";
import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import { historyInModel } from "./history-in-model.ts";
import { evidenceOf } from "./trained.source.ts";

/** What the trained model says in the long run for each of these films, however far down its list they are. */
export function trainedAmong(movieIds: ReadonlySet<string>): Source {
  return ({ viewer, model }) => {
    const fitted = model?.heads.get("long-horizon");
    if (!model || !fitted) return [];
    const { ids, numbers } = historyInModel(viewer.history, model);
    const asked = [...movieIds].filter((movieId) => model.numberOf.has(movieId));
    if (ids.length === 0 || asked.length === 0) return [];
    const explain = scoreToExplain(fitted, numbers, new Float32Array(fitted.itemCount));
    if (!explain) return [];
    const parts = explain(Int32Array.from(asked, (movieId) => model.numberOf.get(movieId)!));
    return asked
      .map((movieId, column) => candidateOf(movieId, evidenceOf(ids, parts, { column, columns: asked.length })))
      .filter(({ score }) => score > 0);
  };
}
