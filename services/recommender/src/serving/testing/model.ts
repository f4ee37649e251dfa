import { matrixOf, rowSums } from "@projectionist/recsys";
import type { ServedModel } from "../served-model.ts";

/** A model whose weights are told film by film: `weights[of][to]` is what a film of the history says for another. */
export function modelOf(weights: Readonly<Record<string, Readonly<Record<string, number>>>>): ServedModel {
  const items = [...new Set(Object.entries(weights).flatMap(([of, to]) => [of, ...Object.keys(to)]))];
  const numberOf = new Map(items.map((id, number) => [id, number]));
  const matrix = matrixOf(items.length, items.length);
  for (const [of, row] of Object.entries(weights))
    for (const [to, weight] of Object.entries(row))
      matrix.data[numberOf.get(of)! * items.length + numberOf.get(to)!] = weight;
  const head = rowSums([{ weights: matrix, decay: 1 }]);
  return {
    version: "v1",
    items,
    numberOf,
    heads: new Map([
      ["next-item", head],
      ["long-horizon", head],
    ]),
  };
}
