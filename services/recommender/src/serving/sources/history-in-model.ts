import type { ServedModel } from "../served-model.ts";
import type { ViewerBaseline } from "../viewer.ts";

/** The films of a history that a trained model knows, in its order, and their numbers in the model. */
export type HistoryInModel = Readonly<{ ids: readonly string[]; numbers: Int32Array }>;

export function historyInModel(history: readonly ViewerBaseline[], { numberOf }: ServedModel): HistoryInModel {
  const ids = history.map(({ movieId }) => movieId).filter((movieId) => numberOf.has(movieId));
  return { ids, numbers: Int32Array.from(ids, (id) => numberOf.get(id)!) };
}
