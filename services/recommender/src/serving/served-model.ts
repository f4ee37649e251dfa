import type { ItemModel, LinearItemModel, Matrix } from "@projectionist/recsys";

/** What viewers may be recommended for: the film that comes next, or all that they will like at some time. */
export type Head = "next-item" | "long-horizon";

/** A trained model as recommendations are made with it. Films have numbers in it; those that came later have none. */
export type ServedModel = Readonly<{
  version: string;
  /** The films' ids, by number. */
  items: readonly string[];
  /** The films' numbers, by id. */
  numberOf: ReadonlyMap<string, number>;
  /** A head that was not trained is absent. */
  heads: ReadonlyMap<string, ItemModel>;
}>;

/** What each film (row) says for each other (column) in the long run; undefined where the model is too large for such a matrix. */
export function weightsOf({ heads }: ServedModel): Matrix | undefined {
  const head = heads.get("long-horizon");
  return head && "layers" in head ? (head as LinearItemModel).layers[0]?.weights : undefined;
}
