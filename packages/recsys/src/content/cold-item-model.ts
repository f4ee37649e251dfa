import type { Interactions } from "../interactions.ts";
import { matrixOf, type LinearAlgebra, type Matrix } from "../linear-algebra/linear-algebra.ts";
import { fitEase } from "../models/ease.ts";
import { rowSums, type LinearItemModel } from "../models/row-sums.ts";
import { frequentItems } from "../protocols/frequent-items.ts";
import { createGram } from "../statistics/gram.ts";
import { addAll } from "../statistics/statistic.ts";
import type { FilmContent } from "./content-document.ts";
import { fitContentKernel, type ContentKernelOptions } from "./content-kernel.ts";

/** What is known when films that nobody has seen are to be told of. */
export type Seen = Readonly<{
  /** What each seen film (row) says for each other (column). */
  weights: Matrix;
  /** How alike the seen films are. */
  likeness: Matrix;
  /** How alike seen films (rows) and new ones (columns) are. */
  likenessToNew: Matrix;
}>;

/** What seen films (rows) say for new ones (columns). */
export type CarryOver = (seen: Seen, algebra: LinearAlgebra) => Promise<Matrix>;

export type ColdItemOptions = Readonly<{ kernel: ContentKernelOptions; ridgePerUser: number; carryOver: CarryOver }>;

/**
 * EASE over the films that anybody has, and for all others what `carryOver` makes of that and of content. `films` has the
 * content of every film by number. New films speak for nothing themselves.
 */
export async function fitColdItemModel(
  train: Interactions,
  films: readonly FilmContent[],
  algebra: LinearAlgebra,
  { kernel: kernelOptions, ridgePerUser, carryOver }: ColdItemOptions,
): Promise<LinearItemModel> {
  const { interactions, itemOf } = frequentItems(train, 1);
  const gram = addAll(createGram(itemOf.length, { exponent: 0 }), interactions);
  const ease = await fitEase(gram, algebra, { ridge: ridgePerUser * train.userCount });
  const weights = ease.layers[0]!.weights;
  const kernel = fitContentKernel(
    Array.from(itemOf, (item) => films[item]!),
    kernelOptions,
  );
  const known = new Set(itemOf);
  const news = Int32Array.from(films.keys()).filter((item) => !known.has(item));
  const likenessToNew = matrixOf(itemOf.length, news.length);
  for (const [column, item] of news.entries()) {
    for (const [row, likeness] of kernel.row(films[item]!).entries())
      likenessToNew.data[row * news.length + column] = likeness;
  }
  const columns = await carryOver({ weights, likeness: kernel.matrix(), likenessToNew }, algebra);
  const all = matrixOf(films.length, films.length);
  for (const [row, item] of itemOf.entries()) {
    for (const [column, other] of itemOf.entries())
      all.data[item * films.length + other] = weights.data[row * itemOf.length + column]!;
    for (const [column, other] of news.entries())
      all.data[item * films.length + other] = columns.data[row * news.length + column]!;
  }
  return rowSums([{ weights: all, decay: 1 }]);
}
